"""Half of the ids that schemathesis makes up become ids that exist, so that more than 404 is reached."""

import json
import os
import random

import schemathesis

KNOWN = json.loads(os.environ["FUMIN_KNOWN"])["applications"]


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    if path_parameters and isinstance(path_parameters.get("id"), str) and random.random() < 0.5:
        path_parameters["id"] = random.choice(KNOWN)
    return path_parameters
