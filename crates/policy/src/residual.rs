//! What is left of a diagram once the answers are put in: only tests that can still matter.

use crate::{
    Pack,
    diagram::{Node, Reference},
    person::Person,
};

/// The residual nodes and their root.
pub(crate) fn residual(pack: &Pack, person: &Person, root: Reference) -> (Vec<Node>, Reference) {
    let mut build = Residual {
        pack,
        person,
        nodes: Vec::new(),
        done: vec![None; pack.nodes.len()],
    };
    let root = build.of(root);
    (build.nodes, root)
}

struct Residual<'a> {
    pack: &'a Pack,
    person: &'a Person,
    nodes: Vec<Node>,
    done: Vec<Option<Reference>>,
}

impl Residual<'_> {
    fn of(&mut self, reference: Reference) -> Reference {
        let pack = self.pack;
        let Some(node) = pack.node(reference) else {
            return reference;
        };
        let place = usize::try_from(reference).unwrap_or(0).saturating_sub(2);
        if let Some(Some(done)) = self.done.get(place) {
            return *done;
        }
        let result = match self.person.value(pack.quantity(node.quantity)) {
            Some(value) => self.of(node.child(value)),
            None => self.test(node),
        };
        if let Some(slot) = self.done.get_mut(place) {
            *slot = Some(result);
        }
        result
    }

    fn test(&mut self, node: &Node) -> Reference {
        let first = self.of(node.first);
        let (mut last, mut cuts) = (first, Vec::new());
        for (cut, child) in &node.cuts {
            let child = self.of(*child);
            if child != last {
                cuts.push((*cut, child));
                last = child;
            }
        }
        if cuts.is_empty() {
            return first;
        }
        let node = Node {
            quantity: node.quantity,
            first,
            cuts,
        };
        let place = self
            .nodes
            .iter()
            .position(|known| *known == node)
            .unwrap_or_else(|| {
                self.nodes.push(node);
                self.nodes.len() - 1
            });
        u32::try_from(place + 2).unwrap_or(u32::MAX)
    }
}
