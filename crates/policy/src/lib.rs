//! Eligibility: decision diagrams, verdicts, explanations, counterfactuals. Pure; the compiler is native only.
