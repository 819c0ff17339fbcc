//! What comes between two steps of keeping a photo.

use super::{choose, open_papers, received, scan};
use crate::harness::{Portal, Resident, Tab};

/// While a photo is put on the device, what waits there is looked for and sent.
const CROSSED: &str = "
    let ask;
    const crossed = async (what, name, ...said) => {
      if (what === 'put' && name.includes('/bytes/')) await ask('send', name.split('/')[0]);
      return ask(what, name, ...said);
    };
    Object.defineProperty(globalThis, 'fuminDrafts', { get: () => ask && crossed, set: (given) => { ask = given; } });";

/// A photo that is only just being kept is not taken for one that has gone.
pub(super) async fn kept_while_looked_for(
    portal: &Portal,
    tab: &Tab,
    (resident, id): (&Resident, &str),
    count: usize,
) {
    let crossed = tab.run_first(CROSSED).await;
    open_papers(tab, id).await;
    choose(portal, tab, "id_card_back", "scan.pdf", &scan(900)).await;
    received(tab, resident, id, count).await;
    tab.run_no_longer(crossed).await;
}
