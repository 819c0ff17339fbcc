//! Papers that are none: cut, corrupted, renamed, bombs, empty, too large, of another type. None is served, none counts.

use std::collections::BTreeMap;

use api::application::{DocumentView, PART_BYTES, PaperUploadView};
use api::path;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use self::specimen::{Specimen, Way};
use crate::harness::resident::fresh_key;
use crate::harness::wire::{Line, Request, address};
use crate::harness::{Portal, Resident, count, random_below, report, residents};

mod specimen;

/// Uploads in `script/test`: each way some times.
const UPLOADS: usize = 66;
/// What one resident may send in an hour, with room to spare.
const EACH: usize = 100;
/// Drawn at the same time: as many as come at once at a busy counter.
const TOGETHER: usize = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_paper_is_neither_served_nor_counted() {
    let portal = Portal::start();
    let wanted = count(UPLOADS);
    let residents = residents(&portal, wanted.div_ceil(EACH)).await;
    let mut outcomes: BTreeMap<Way, [usize; 2]> = BTreeMap::new();
    let mut sent = 0;
    for resident in &residents {
        let file = resident.filled().await;
        let ways: Vec<Way> = Way::ALL
            .iter()
            .copied()
            .cycle()
            .skip(sent)
            .take(EACH.min(wanted - sent))
            .collect();
        sent += ways.len();
        for together in ways.chunks(TOGETHER) {
            // Made before anybody connects: a silent connection is closed after some seconds.
            let specimens: Vec<_> = together.iter().map(|way| Specimen::of(*way)).collect();
            let attempts = together
                .iter()
                .zip(&specimens)
                .map(|(way, specimen)| attempt(&portal, resident, &file.id, *way, specimen));
            for (way, taken) in together.iter().zip(all(attempts).await) {
                outcomes.entry(*way).or_default()[usize::from(taken)] += 1;
            }
        }
        let now = resident.find(&file.id).await;
        assert_eq!(now.documents, [], "something counts as a paper");
    }
    assert_eq!(kept(&portal), 0, "bytes were left in the folder of uploads");
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    report(&figures(&outcomes, sent, portal.peak_memory_mib()));
}

/// Sends one and says whether it was taken: what was corrupted a little, or has a bomb beside it, may be a picture still.
async fn attempt(
    portal: &Portal,
    resident: &Resident,
    id: &str,
    way: Way,
    specimen: &Specimen,
) -> bool {
    // In parts nobody says of what type the whole is.
    if specimen.content_type == "application/octet-stream" && random_below(2) == 0 {
        return attempt_in_parts(portal, resident, id, way, specimen).await;
    }
    let path = format!(
        "{}?kind=id_card_front&name={}",
        path::with_id(path::APPLICATION_DOCUMENTS, id),
        specimen.name
    );
    let request = Request {
        method: "POST",
        key: &fresh_key(),
        content_type: specimen.content_type,
        body: &specimen.bytes,
        ..Request::get(&path, resident.cookie())
    }
    .bytes();
    if way == Way::BrokenOff {
        return break_off(portal, &request).await;
    }
    let mut line = Line::to(portal).await.unwrap();
    // A server that refuses a body by its announced length may close before all of it was sent.
    let Ok(answer) = line.ask(&request).await else {
        assert_eq!(way, Way::TooLarge, "no answer");
        return false;
    };
    if answer.status != 201 {
        return is_explained(way, answer.status, &answer.body);
    }
    let may_be_a_picture = [Way::Corrupted, Way::UnpackingText].contains(&way);
    assert!(may_be_a_picture, "{way:?}");
    let document: DocumentView = serde_json::from_slice(&answer.body).unwrap();
    is_drawn_anew(&mut line, resident, id, &document, &specimen.bytes).await;
    true
}

/// The same in parts, which the server puts together and looks at as one.
async fn attempt_in_parts(
    portal: &Portal,
    resident: &Resident,
    id: &str,
    way: Way,
    specimen: &Specimen,
) -> bool {
    let mut line = Line::to(portal).await.unwrap();
    let begin = json!({ "kind": "id_card_front", "name": specimen.name, "size_bytes": specimen.bytes.len(),
        "sha256": Sha256::digest(&specimen.bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>() })
    .to_string();
    let path = path::with_id(path::APPLICATION_UPLOADS, id);
    let request = Request {
        method: "POST",
        key: &fresh_key(),
        content_type: "application/json",
        body: begin.as_bytes(),
        ..Request::get(&path, resident.cookie())
    };
    let answer = line.ask(&request.bytes()).await.unwrap();
    if answer.status != 201 {
        return is_explained(way, answer.status, &answer.body);
    }
    let mut view: PaperUploadView = serde_json::from_slice(&answer.body).unwrap();
    let place = path::with_document(path::APPLICATION_UPLOAD, id, &view.id);
    loop {
        let from = usize::try_from(view.received_bytes).unwrap();
        let to = specimen.bytes.len().min(from + PART_BYTES);
        let path = format!("{place}?offset={from}");
        let request = Request {
            method: "PUT",
            key: &fresh_key(),
            content_type: "application/octet-stream",
            body: &specimen.bytes[from..to],
            ..Request::get(&path, resident.cookie())
        }
        .bytes();
        if way == Way::BrokenOff {
            break_off(portal, &request).await;
            let give_up = Request {
                method: "DELETE",
                key: &fresh_key(),
                ..Request::get(&place, resident.cookie())
            };
            assert_eq!(line.ask(&give_up.bytes()).await.unwrap().status, 204);
            return false;
        }
        let answer = line.ask(&request).await.unwrap();
        if answer.status != 200 {
            return is_explained(way, answer.status, &answer.body);
        }
        view = serde_json::from_slice(&answer.body).unwrap();
        if let Some(document) = &view.document {
            let may_be_a_picture = [Way::Corrupted, Way::UnpackingText].contains(&way);
            assert!(may_be_a_picture, "{way:?} in parts");
            is_drawn_anew(&mut line, resident, id, document, &specimen.bytes).await;
            return true;
        }
    }
}

/// False: it was not taken. Says so in words for the person.
fn is_explained(way: Way, status: u16, body: &[u8]) -> bool {
    let words = String::from_utf8_lossy(body);
    assert!([413, 422].contains(&status), "{way:?}: {status} {words}");
    assert!(
        words.contains("document_"),
        "{way:?} is not explained: {words}"
    );
    false
}

/// Half of it, then the line is gone.
async fn break_off(portal: &Portal, request: &[u8]) -> bool {
    let mut stream = TcpStream::connect(address(portal)).await.unwrap();
    let most = u64::try_from(request.len() - 1).unwrap();
    let sent = usize::try_from(random_below(most)).unwrap();
    stream.write_all(&request[..sent]).await.unwrap();
    if random_below(2) == 0 {
        stream.set_zero_linger().unwrap();
    }
    false
}

/// What is served is a picture of ours, not the bytes that came; then it is taken back.
async fn is_drawn_anew(
    line: &mut Line,
    resident: &Resident,
    id: &str,
    document: &DocumentView,
    sent: &[u8],
) {
    let path = path::with_document(path::APPLICATION_DOCUMENT, id, &document.id);
    let served = line
        .ask(&Request::get(&path, resident.cookie()).bytes())
        .await
        .unwrap();
    assert_eq!(
        (served.status, served.headers["content-type"].as_str()),
        (200, "image/jpeg")
    );
    assert!(served.body != sent && image::load_from_memory(&served.body).is_ok());
    let take_back = Request {
        method: "DELETE",
        key: &fresh_key(),
        ..Request::get(&path, resident.cookie())
    };
    assert_eq!(line.ask(&take_back.bytes()).await.unwrap().status, 204);
}

async fn all<T>(futures: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut futures: Vec<_> = futures.map(Box::pin).collect();
    let mut done: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, done) in futures.iter_mut().zip(&mut done) {
            if done.is_none()
                && let std::task::Poll::Ready(value) = future.as_mut().poll(context)
            {
                *done = Some(value);
            }
        }
        if done.iter().all(Option::is_some) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    done.into_iter().flatten().collect()
}

/// Files below the folder of uploads.
fn kept(portal: &Portal) -> usize {
    let mut folders = vec![portal.data().join("uploads")];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files += 1;
            }
        }
    }
    files
}

fn figures(outcomes: &BTreeMap<Way, [usize; 2]>, sent: usize, peak_mib: u64) -> String {
    let each: Vec<String> = outcomes
        .iter()
        .map(|(way, [refused, taken])| {
            let drawn = if *taken > 0 {
                format!(" and {taken} drawn anew as the picture they still were")
            } else {
                String::new()
            };
            format!("{} {refused} refused{drawn}", way.words())
        })
        .collect();
    format!(
        "- **Uploads that are no papers**: {sent}, {TOGETHER} at a time, half of those that name no type in parts ({}); none served as it came, none counted, nothing left in the folder, `fumin verify` clean; the server's memory at its highest {peak_mib} MiB.",
        each.join(", ")
    )
}
