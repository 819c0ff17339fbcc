//! The client goes away at any byte of handing in: the file is in or not, never half, and the same key gives one file.

use api::application::ApplicationView;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::harness::resident::{self, fresh_key};
use crate::harness::wire::{Line, address};
use crate::harness::{Portal, Resident, count, report, residents};

/// Files handed in under trouble in `script/test`; twenty of them are cut at every byte.
const HAND_INS: usize = 3;
/// Bytes between two cuts of one file's request.
const STEP: usize = 20;
/// Files one resident begins: twenty a day are allowed.
const FILES: usize = 18;

/// How the client leaves.
#[derive(Clone, Copy, Debug)]
enum Leaving {
    /// It closes, and what it sent arrives.
    Closing,
    /// It is cut off: the other side hears a reset.
    Cut,
}

const BOTH: [Leaving; 2] = [Leaving::Closing, Leaving::Cut];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_goes_leaves_no_half_file() {
    let portal = Portal::start();
    let files = count(HAND_INS);
    let (mut handed_in, mut cut) = (0, 0);
    let residents = residents(&portal, files.div_ceil(FILES)).await;
    for file in 0..files {
        let resident = residents.get(file / FILES).unwrap();
        let draft = resident.filled().await;
        let hand_in = HandIn::of(resident, &draft);
        cut += hand_in.cut_before_the_end(&portal, file % STEP).await;
        handed_in += usize::from(hand_in.leave_before_the_answer(&portal, file).await);
        cut += 1;
        hand_in.is_one_file(&portal).await;
    }
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    report(&format!(
        "- **Client gone** at {cut} places of handing in, {files} of them after the last byte and before or within the answer ({handed_in} were in all the same): none half, one file under each key, `fumin verify` clean."
    ));
}

struct HandIn<'a> {
    resident: &'a Resident,
    id: &'a str,
    request: Vec<u8>,
}

impl<'a> HandIn<'a> {
    fn of(resident: &'a Resident, draft: &'a ApplicationView) -> Self {
        let path = resident::actions_of(&draft.id);
        let body = resident::submission(draft.version);
        let request = resident.write_bytes("POST", &path, &fresh_key(), &body);
        Self {
            resident,
            id: &draft.id,
            request,
        }
    }

    /// Sends so many bytes of the request, and ever more; nothing of it may count.
    async fn cut_before_the_end(&self, portal: &Portal, first: usize) -> usize {
        let mut cuts = 0;
        for length in (first..self.request.len()).step_by(STEP) {
            for leaving in BOTH {
                let mut stream = TcpStream::connect(address(portal)).await.unwrap();
                stream.write_all(&self.request[..length]).await.unwrap();
                leave(stream, leaving).await;
                cuts += 1;
            }
        }
        let now = self.resident.find(self.id).await;
        assert_eq!(
            (submissions(&now), now.acceptance_number),
            (0, None),
            "a part of a request was taken for the whole"
        );
        cuts
    }

    /// Sends all of it and goes before the answer, or within it; says whether the file is in by now.
    async fn leave_before_the_answer(&self, portal: &Portal, file: usize) -> bool {
        let mut stream = TcpStream::connect(address(portal)).await.unwrap();
        stream.write_all(&self.request).await.unwrap();
        let mut read = vec![0; file * 7 % 400];
        if !read.is_empty() {
            stream.read_exact(&mut read).await.unwrap();
        }
        leave(stream, BOTH[file % 2]).await;
        let now = self.resident.find(self.id).await;
        let submissions = submissions(&now);
        assert_eq!(now.acceptance_number.is_some(), submissions == 1, "half in");
        submissions == 1
    }

    /// The same request again, twice: one file, one number, one entry.
    async fn is_one_file(&self, portal: &Portal) {
        let mut numbers = Vec::new();
        for _ in 0..2 {
            let mut line = Line::to(portal).await.unwrap();
            let answer = line.ask(&self.request).await.unwrap();
            let body = String::from_utf8_lossy(&answer.body);
            assert_eq!(answer.status, 200, "{body}");
            let view: ApplicationView = serde_json::from_str(&body).unwrap();
            numbers.push(view.acceptance_number.unwrap());
        }
        let now = self.resident.find(self.id).await;
        assert_eq!(submissions(&now), 1);
        assert!(
            numbers
                .iter()
                .all(|number| Some(number) == now.acceptance_number.as_ref())
        );
    }
}

fn submissions(file: &ApplicationView) -> usize {
    let entries = file.timeline.iter();
    entries
        .filter(|entry| entry.action.as_str() == "submit")
        .count()
}

async fn leave(mut stream: TcpStream, leaving: Leaving) {
    match leaving {
        Leaving::Closing => {
            let _ = stream.shutdown().await;
            // Whatever it still says; the end of it means that the server has let go as well.
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
        Leaving::Cut => stream.set_zero_linger().unwrap(),
    }
}
