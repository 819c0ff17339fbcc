# Answers each loan of standard input with numpy-financial's instalment, its interest by period, and the annual rate that
# the cash flows of our own schedule come to.
import json
import sys

import numpy_financial as npf


def answer(loan):
    rate, count, principal = loan["annual_rate"] / 12, loan["installments"], loan["principal"]
    left = principal if loan["interest_only"] else 0
    return {
        "instalment": float(npf.pmt(rate, count, -principal, left)),
        "interest": [float(npf.ipmt(rate, period, count, -principal, left)) for period in range(1, count + 1)],
        "annual_rate": float(npf.irr([-principal, *loan["dues"]])) * 12,
    }


json.dump([answer(loan) for loan in json.load(sys.stdin)], sys.stdout)
