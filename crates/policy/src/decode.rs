//! Reads a compiled pack. By hand from one JSON tree: derived readers for a dozen structs would weigh more in the
//! browser than the evaluator itself.

use std::sync::Arc;

use domain::Date;
use serde_json::Value;
use thiserror::Error;

use crate::{
    ChangeKind, Citation, Condition, Document, FactKind, FactSpec, Gap, Name, Pack, Parameter,
    ParameterValue, Programme, Status, Version, Words,
    amount::{Amount, Pay},
    diagram::Node,
    quantity::Quantity,
};

/// Why a text is no pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PackError {
    /// Not JSON at all.
    #[error("the pack is not JSON")]
    NotJson,
    /// A key is missing or holds something else than it should.
    #[error("the pack's `{0}` is missing or malformed")]
    Malformed(&'static str),
}

type Read<T> = Result<T, PackError>;

/// A JSON value and the key it was found under, for the error.
#[derive(Clone, Copy)]
struct At<'a>(&'a Value, &'static str);

impl<'a> At<'a> {
    fn wrong<T>(self) -> Read<T> {
        Err(PackError::Malformed(self.1))
    }

    fn get(self, key: &'static str) -> At<'a> {
        At(self.0.get(key).unwrap_or(&Value::Null), key)
    }

    fn item(self, place: usize) -> At<'a> {
        At(self.0.get(place).unwrap_or(&Value::Null), self.1)
    }

    fn is_null(self) -> bool {
        self.0.is_null()
    }

    fn text(self) -> Read<&'a str> {
        self.0.as_str().map_or_else(|| self.wrong(), Ok)
    }

    fn name(self) -> Read<Name> {
        self.text().map(Name::from)
    }

    fn int(self) -> Read<i64> {
        self.0.as_i64().map_or_else(|| self.wrong(), Ok)
    }

    fn optional_int(self) -> Read<Option<i64>> {
        if self.is_null() {
            Ok(None)
        } else {
            self.int().map(Some)
        }
    }

    fn place(self) -> Read<usize> {
        usize::try_from(self.int()?).or_else(|_| self.wrong())
    }

    fn small(self) -> Read<u32> {
        u32::try_from(self.int()?).or_else(|_| self.wrong())
    }

    fn flag(self) -> bool {
        self.0.as_bool().unwrap_or(false)
    }

    fn date(self) -> Read<Option<Date>> {
        if self.is_null() {
            return Ok(None);
        }
        Date::parse_iso(self.text()?).map_or_else(|| self.wrong(), |date| Ok(Some(date)))
    }

    fn list<T>(self, read: fn(At<'a>) -> Read<T>) -> Read<Vec<T>> {
        let Value::Array(items) = self.0 else {
            return self.wrong();
        };
        let mut list = Vec::new();
        for item in items {
            list.push(read(At(item, self.1))?);
        }
        Ok(list)
    }
}

pub(crate) fn pack(text: &str) -> Read<Pack> {
    let tree: Value = serde_json::from_str(text).map_err(|_| PackError::NotJson)?;
    let all = At(&tree, "pack");
    let mut pack = Pack {
        hash: all.get("hash").name()?,
        facts: all.get("facts").list(fact)?,
        quantities: all.get("quantities").list(quantity)?,
        groups: Vec::new(),
        cuts: Vec::new(),
        nodes: all.get("nodes").list(node)?,
        documents: all.get("documents").list(document)?,
        parameters: all.get("parameters").list(parameter)?,
        programmes: all.get("programmes").list(programme)?,
        words: words(all.get("words"))?,
    };
    pack.index();
    Ok(pack)
}

impl Pack {
    /// Derives the groups of quantities that share a fact, and the cuts of each.
    fn index(&mut self) {
        // Two facts weighed against each other are one group: the lower of them names it.
        let mut leader: Vec<usize> = (0..self.facts.len()).collect();
        for quantity in &self.quantities {
            if let Some(second) = quantity.second() {
                let lead = |fact: usize| leader.get(fact).copied().unwrap_or(fact);
                let (one, other) = (lead(quantity.fact()), lead(second));
                for slot in leader.iter_mut().filter(|slot| **slot == one.max(other)) {
                    *slot = one.min(other);
                }
            }
        }
        self.groups = self
            .quantities
            .iter()
            .map(|q| leader.get(q.fact()).copied().unwrap_or(usize::MAX))
            .collect();
        self.cuts = vec![Vec::new(); self.quantities.len()];
        for node in &self.nodes {
            if let Some(cuts) = self.cuts.get_mut(node.quantity) {
                cuts.extend(node.cuts.iter().map(|(cut, _)| *cut));
            }
        }
        for cuts in &mut self.cuts {
            crate::order::sort_unique(cuts);
        }
    }
}

fn fact(at: At<'_>) -> Read<FactSpec> {
    let kind = match at.get("type").text()? {
        "bool" => FactKind::Bool,
        "int" => FactKind::Int,
        "money" => FactKind::Money,
        "date" => FactKind::Date,
        "enum" => FactKind::Choice,
        "set" => FactKind::Set,
        _ => return at.wrong(),
    };
    let change = match at.get("change").text()? {
        "now" => ChangeKind::Now,
        "with_time" => ChangeKind::WithTime,
        _ => ChangeKind::Never,
    };
    Ok(FactSpec {
        id: at.get("id").name()?,
        kind,
        options: at.get("options").list(At::name)?,
        may_be_never: at.get("never").flag(),
        confirmed_by: at.get("confirmed_by").name()?,
        change,
        min: at.get("min").int()?,
        max: at.get("max").int()?,
        rises: at.get("rises").flag(),
        falls: at.get("falls").flag(),
        gains: at.get("gains").int()?,
        sheds: at.get("sheds").int()?,
        effort: at.get("effort").small()?,
        moves_with: if at.get("moves_with").is_null() {
            None
        } else {
            Some(at.get("moves_with").place()?)
        },
    })
}

fn quantity(at: At<'_>) -> Read<Quantity> {
    let fact = at.item(1).place()?;
    Ok(match at.item(0).text()? {
        "fact" => Quantity::Fact(fact),
        "bit" => Quantity::Bit(fact, at.item(2).small()?),
        "years" => Quantity::Years(fact),
        "months" => Quantity::Months(fact),
        "linear" => Quantity::Linear(
            fact,
            at.item(2).int()?,
            at.item(3).place()?,
            at.item(4).int()?,
        ),
        _ => return at.wrong(),
    })
}

fn node(at: At<'_>) -> Read<Node> {
    let numbers = at.list(At::int)?;
    let mut numbers = numbers.into_iter();
    let mut next = || numbers.next();
    let reference = |number: i64| u32::try_from(number).or_else(|_| at.wrong());
    let (Some(quantity), Some(first)) = (next(), next()) else {
        return at.wrong();
    };
    let mut cuts = Vec::new();
    while let (Some(cut), Some(child)) = (next(), next()) {
        cuts.push((cut, reference(child)?));
    }
    Ok(Node {
        quantity: usize::try_from(quantity).or_else(|_| at.wrong())?,
        first: reference(first)?,
        cuts,
    })
}

fn status(at: At<'_>) -> Read<Status> {
    Ok(match at.text()? {
        "verified" => Status::Verified,
        "secondary" => Status::Secondary,
        "unconfirmed" => Status::Unconfirmed,
        _ => return at.wrong(),
    })
}

fn citation(at: At<'_>) -> Read<Citation> {
    Ok(Citation {
        document: at.get("document").name()?,
        clause: at.get("clause").name()?,
        status: status(at.get("status"))?,
        local_confirm: at.get("local_confirm").flag(),
    })
}

fn document(at: At<'_>) -> Read<Document> {
    Ok(Document {
        id: at.get("id").name()?,
        number: at.get("number").name()?,
        issuers: at.get("issuers").name()?,
        link: at.get("link").name()?,
        status: status(at.get("status"))?,
        last_verified: at.get("last_verified").date()?,
        verify_by: at.get("verify_by").date()?,
    })
}

fn parameter(at: At<'_>) -> Read<Parameter> {
    let value = |at: At<'_>| {
        Ok(ParameterValue {
            from: at.get("from").date()?,
            until: at.get("until").date()?,
            value: at.get("value").int()?,
            citation: citation(at.get("citation"))?,
        })
    };
    Ok(Parameter {
        id: at.get("id").name()?,
        unit: at.get("unit").name()?,
        values: at.get("values").list(value)?,
    })
}

fn programme(at: At<'_>) -> Read<Programme> {
    Ok(Programme {
        id: at.get("id").name()?,
        kind: at.get("kind").name()?,
        conditions: at.get("conditions").list(condition)?,
        versions: at.get("versions").list(version)?,
        gaps: at.get("gaps").list(|gap| {
            Ok(Gap {
                id: gap.get("id").name()?,
                from: gap.get("from").date()?,
                until: gap.get("until").date()?,
            })
        })?,
    })
}

fn condition(at: At<'_>) -> Read<Condition> {
    Ok(Condition {
        id: at.get("id").name()?,
        words: at.get("words").name()?,
        citations: Arc::from(at.get("citations").list(citation)?),
        provisional: at.get("provisional").flag(),
        root: at.get("root").small()?,
    })
}

fn amount(at: At<'_>) -> Read<Amount> {
    let pay = if at.get("unsourced").flag() {
        Pay::Unsourced
    } else if at.get("fact").is_null() {
        Pay::Fixed(at.get("fen").int()?)
    } else {
        Pay::PerUnit {
            fen: at.get("fen").int()?,
            fact: at.get("fact").place()?,
        }
    };
    Ok(Amount {
        when: at.get("when").small()?,
        pay,
        at_most: at.get("at_most").optional_int()?,
    })
}

fn version(at: At<'_>) -> Read<Version> {
    let Some(from) = at.get("from").date()? else {
        return at.wrong();
    };
    Ok(Version {
        id: at.get("id").name()?,
        from,
        until: at.get("until").date()?,
        term_months: at.get("term_months").int()?,
        cap_fen: at.get("cap_fen").optional_int()?,
        citations: Arc::from(at.get("citations").list(citation)?),
        provisional_amount: at.get("provisional_amount").flag(),
        conditions: at.get("conditions").list(At::place)?,
        root: at.get("root").small()?,
        amounts: at.get("amounts").list(amount)?,
    })
}

fn words(at: At<'_>) -> Read<Vec<(Name, Words)>> {
    let Value::Object(languages) = at.0 else {
        return at.wrong();
    };
    let mut all = Vec::new();
    for (language, sentences) in languages {
        let Value::Object(sentences) = sentences else {
            return at.wrong();
        };
        let mut entries = Vec::with_capacity(sentences.len());
        for (key, sentence) in sentences {
            entries.push((key.clone(), At(sentence, "words").text()?.to_owned()));
        }
        all.push((Name::from(language.as_str()), Words::new(entries)));
    }
    Ok(all)
}
