"""Answers rounds, one JSON object a line: how long OpenFisca-Core took, and who is eligible.

    python run.py people.json

`all` and `time` are for everybody at once, vectorised; `people` for some one after the other, a simulation each, as a
request would be. `ns_calculate` is `calculate` alone, `ns` with the making of the simulation and the setting of what
people told, from arrays of the types OpenFisca keeps. Times are processor time.
"""

import json
import sys
import time

import numpy
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulations import SimulationBuilder

import loan

PASSES = 5

with open(sys.argv[1], encoding="utf-8") as file:
    told = json.load(file)
columns = {fact: numpy.array(numbers, dtype="int64") for fact, numbers in told["columns"].items()}
options, count = told["options"], told["people"]


def holds(fact, option):
    return (columns[fact] >> options[fact].index(option)) & 1 == 1


def enum(kind, fact, names):
    """Numbers of our options as those of an Enum; what it does not name is its `other`."""
    of = [names.index(option) if option in names else names.index("other") for option in options[fact]]
    return EnumArray(numpy.array(of, dtype="int16")[columns[fact]], kind)


inputs = {f"group_{group}": holds("categories", group) for group in [*loan.GROUPS, "online_merchant"]}
inputs |= {f"loan_{kind}": holds("other_loans", kind) for kind in loan.LOANS}
inputs |= {name: columns[name] == 1 for name in loan.FLAGS}
# Its whole numbers have 32 bits: more fen than that are far above every figure of the rule.
inputs |= {name: columns[name].clip(max=2**31 - 1).astype("int32") for name in loan.NUMBERS}
inputs["birth_date"] = columns["birth_date"].astype("datetime64[D]")
inputs["retirement_track"] = enum(loan.Track, "retirement_track", ["male_60", "female_55", "female_50"])
inputs["business_kind"] = enum(loan.Kind, "business_kind", ["none", "other"])
inputs["industry"] = enum(loan.Industry, "industry", ["restricted", "other"])
rules = loan.system(told["figures"])


def calculate(first, people):
    """Who is eligible, the time of `calculate`, and that of everything from arrays to the answer."""
    some = {name: values[first:first + people] for name, values in inputs.items()}
    started = time.process_time_ns()
    simulation = SimulationBuilder().build_default_simulation(rules, people)
    for name, values in some.items():
        simulation.set_input(name, "eternity", values)
    ready = time.process_time_ns()
    eligible = simulation.calculate("startup_loan_individual", told["as_of"])
    done = time.process_time_ns()
    return eligible, done - ready, done - started


def answer(asked):
    if asked["ask"] == "people":
        runs = [calculate(place, 1) for place in range(asked["first"], asked["first"] + asked["count"])]
    else:
        runs = [calculate(0, count) for _ in range(PASSES if asked["ask"] == "time" else 1)]
    said = {"done": sum(len(run[0]) for run in runs), "ns_calculate": sum(run[1] for run in runs),
            "ns": sum(run[2] for run in runs)}
    if asked["ask"] != "time":
        said["eligible"] = "".join("1" if one else "0" for run in runs for one in run[0])
    return said


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
