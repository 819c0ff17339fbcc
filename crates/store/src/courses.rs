//! The course catalogue, as documents whose shape `catalogue` knows, and what changed in it from version to version.
//! A course that is taken off the list keeps its document, for those who are or were in a class of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Connection, Row, StoreError, Tx};

const VERSION_NAME: &str = "courses";

/// So many versions are remembered; who has an older one reads the whole catalogue again.
const VERSIONS_KEPT: i64 = 10_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    pub id: String,
    /// JSON text.
    pub document: String,
}

fn read(row: &Row) -> Result<Course, StoreError> {
    Ok(Course {
        id: row.get(0)?,
        document: row.get(1)?,
    })
}

/// What became of the catalogue after some version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes<T> {
    /// The version reached; none in a new database.
    pub version: Option<String>,
    /// Each course once, by id.
    pub courses: Vec<Change<T>>,
}

/// What last became of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<T> {
    pub id: String,
    /// The place of the change among the versions.
    pub seq: i64,
    /// What the reader made of the document; none when the course is off the list.
    pub course: Option<T>,
}

/// The ids after one, in order, to go through all courses a part at a time; an empty id is before all.
pub fn list_ids(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM courses WHERE listed = 1 AND id > $1 ORDER BY id LIMIT $2";
    connection.list(sql, &[after.into(), limit.into()], |row| row.get(0))
}

/// Puts this catalogue in the place of whatever was there. The version names the content, for caches; what stays as it
/// was counts as unchanged, and where everything does the version stays too.
pub fn replace_all(tx: &Tx, courses: &[Course], version: &str) -> Result<(), StoreError> {
    let before: BTreeMap<String, String> = list(tx)?
        .into_iter()
        .map(|course| (course.id, course.document))
        .collect();
    let mut met = BTreeSet::new();
    let mut put = Vec::new();
    for course in courses {
        if !met.insert(&course.id) {
            return Err(StoreError::Duplicate {
                constraint: "courses.id".into(),
            });
        }
        if before.get(&course.id) != Some(&course.document) {
            put.push(course.clone());
        }
    }
    let is_gone = |id: &String| !met.contains(id);
    let gone: Vec<String> = before.keys().filter(|id| is_gone(id)).cloned().collect();
    if put.is_empty() && gone.is_empty() && content_version(tx)?.is_some() {
        return Ok(());
    }
    change(tx, &put, &gone, version)
}

/// Puts these courses in, new or changed, takes those off the list, and calls the outcome by this version, which must be one that
/// was never used: browsers that have it believe to have this content.
pub fn change(tx: &Tx, put: &[Course], remove: &[String], version: &str) -> Result<(), StoreError> {
    let seq = next_version(tx, version)?;
    for course in put {
        let sql = "INSERT INTO courses (id, document, listed) VALUES ($1, $2, 1)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document, listed = 1";
        tx.execute(sql, &[(&course.id).into(), (&course.document).into()])?;
    }
    for id in remove {
        let sql = "UPDATE courses SET listed = 0 WHERE id = $1";
        tx.execute(sql, &[id.into()])?;
    }
    for id in put.iter().map(|course| &course.id).chain(remove) {
        let sql = "INSERT INTO course_changes (id, seq) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET seq = excluded.seq";
        tx.execute(sql, &[id.into(), seq.into()])?;
    }
    forget(tx, seq - VERSIONS_KEPT)
}

fn next_version(tx: &Tx, version: &str) -> Result<i64, StoreError> {
    let sql = "INSERT INTO content_versions (name, version) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET version = excluded.version";
    tx.execute(sql, &[VERSION_NAME.into(), version.into()])?;
    let sql = "SELECT coalesce(max(seq), -1) FROM course_versions";
    let last: i64 = tx.find(sql, &[], |row| row.get(0))?.unwrap_or(-1);
    let seq = last + 1;
    let sql = "INSERT INTO course_versions (seq, version) VALUES ($1, $2)";
    tx.execute(sql, &[seq.into(), version.into()])?;
    Ok(seq)
}

/// Forgets versions up to this one, and courses that were gone by then.
fn forget(tx: &Tx, seq: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM course_versions WHERE seq <= $1";
    if tx.execute(sql, &[seq.into()])? == 0 {
        return Ok(());
    }
    let sql = "DELETE FROM course_changes WHERE seq <= $1
        AND NOT EXISTS (SELECT 1 FROM courses WHERE courses.id = course_changes.id AND courses.listed = 1)";
    tx.execute(sql, &[seq.into()]).map(drop)
}

/// What changed after the version of this place; everything when none is given. Documents are read as they come: all of
/// them at once would be the largest thing in memory.
pub fn changes_after<T>(
    connection: &Connection,
    seq: Option<i64>,
    read: impl Fn(String) -> T,
) -> Result<Changes<T>, StoreError> {
    let sql = "SELECT course_changes.id, course_changes.seq, courses.document FROM course_changes
        LEFT JOIN courses ON courses.id = course_changes.id AND courses.listed = 1
        WHERE course_changes.seq > $1 ORDER BY course_changes.id";
    let courses = connection.list(sql, &[seq.unwrap_or(-1).into()], |row| {
        Ok(Change {
            id: row.get(0)?,
            seq: row.get(1)?,
            course: row.get::<Option<String>>(2)?.map(&read),
        })
    })?;
    Ok(Changes {
        version: content_version(connection)?,
        courses,
    })
}

/// The place of this version, if it is remembered.
pub fn seq_of_version(connection: &Connection, version: &str) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT seq FROM course_versions WHERE version = $1";
    connection.find(sql, &[version.into()], |row| row.get(0))
}

/// What the answer about a course depends on: it, and the classes of it with their seats. Another mark, another answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    seq: i64,
    classes: i64,
    /// No class ever goes, and every write about its seats makes its version larger.
    class_versions: i64,
}

/// The mark of a course; one off the list has one too. None if it never was.
pub fn mark(connection: &Connection, id: &str) -> Result<Option<Mark>, StoreError> {
    // Answered out of two indexes, without sorting.
    let sql = "SELECT (SELECT seq FROM course_changes WHERE id = $1), count(*),
            CAST(coalesce(sum(version), 0) AS BIGINT)
        FROM classes WHERE course_id = $1";
    let found = connection.find(sql, &[id.into()], |row| {
        let seq: Option<i64> = row.get(0)?;
        let (classes, class_versions) = (row.get(1)?, row.get(2)?);
        Ok(seq.map(|seq| Mark {
            seq,
            classes,
            class_versions,
        }))
    })?;
    Ok(found.flatten())
}

/// A course, on the list or off it.
pub fn find(connection: &Connection, id: &str) -> Result<Option<Course>, StoreError> {
    connection.find(
        "SELECT id, document FROM courses WHERE id = $1",
        &[id.into()],
        read,
    )
}

/// A course that is on the list.
pub fn find_listed(connection: &Connection, id: &str) -> Result<Option<Course>, StoreError> {
    let sql = "SELECT id, document FROM courses WHERE id = $1 AND listed = 1";
    connection.find(sql, &[id.into()], read)
}

/// Whether a course is on the list.
pub fn is_listed(connection: &Connection, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM courses WHERE id = $1 AND listed = 1";
    Ok(connection.query_one(sql, &[id.into()])?.is_some())
}

/// Writes other words into a course that is off the list, where nobody's copy of the catalogue has it.
pub fn amend(tx: &Tx, course: &Course) -> Result<(), StoreError> {
    let sql = "UPDATE courses SET document = $1 WHERE id = $2 AND listed = 0";
    let values = [(&course.document).into(), (&course.id).into()];
    tx.execute(sql, &values).map(drop)
}

/// Every course on the list, by id.
pub fn list(connection: &Connection) -> Result<Vec<Course>, StoreError> {
    let sql = "SELECT id, document FROM courses WHERE listed = 1 ORDER BY id";
    connection.list(sql, &[], read)
}

/// The version of the last change; none in a new database.
pub fn content_version(connection: &Connection) -> Result<Option<String>, StoreError> {
    let sql = "SELECT version FROM content_versions WHERE name = $1";
    connection.find(sql, &[VERSION_NAME.into()], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{in_write, test_store};

    fn course(id: &str, document: &str) -> Course {
        Course {
            id: id.into(),
            document: document.into(),
        }
    }

    #[test]
    fn a_new_catalogue_replaces_the_old() {
        let (empty, listed, version, gone) = in_write(|tx| {
            let empty = content_version(tx)?;
            replace_all(tx, &[course("a", "{}"), course("b", "{}")], "1")?;
            replace_all(
                tx,
                &[course("c", "{\"title\":\"电工\"}"), course("b", "[]")],
                "2",
            )?;
            Ok((
                empty,
                list(tx)?,
                content_version(tx)?,
                find_listed(tx, "a")?,
            ))
        });
        assert_eq!((empty, gone), (None, None));
        assert_eq!(
            listed,
            [course("b", "[]"), course("c", "{\"title\":\"电工\"}")]
        );
        assert_eq!(version.as_deref(), Some("2"));
    }

    #[test]
    fn a_course_off_the_list_keeps_its_words_and_may_come_back() {
        let (off, back) = in_write(|tx| {
            change(tx, &[course("a", "1"), course("b", "1")], &[], "1")?;
            change(tx, &[], &["a".into()], "2")?;
            amend(tx, &course("a", "2"))?;
            // What is on the list is not written past the versions.
            amend(tx, &course("b", "2"))?;
            let off = (
                is_listed(tx, "a")?,
                find_listed(tx, "a")?,
                find(tx, "a")?,
                list(tx)?,
                list_ids(tx, "", 9)?,
            );
            replace_all(tx, &[course("a", "2"), course("b", "1")], "3")?;
            Ok((off, (find_listed(tx, "a")?, changes(tx, "2"))))
        });
        let only_b = (vec![course("b", "1")], vec!["b".to_owned()]);
        assert_eq!(
            off,
            (false, None, Some(course("a", "2")), only_b.0, only_b.1)
        );
        let returned = vec![("a".to_owned(), Some("2".to_owned()))];
        assert_eq!(back, (Some(course("a", "2")), returned));
    }

    #[test]
    fn a_catalogue_with_an_id_twice_leaves_the_old_one() {
        let test = test_store();
        test.store
            .write_blocking(|tx| replace_all(tx, &[course("a", "{}")], "1"))
            .unwrap();
        let refused = test
            .store
            .write_blocking(|tx| replace_all(tx, &[course("b", "{}"), course("b", "{}")], "2"));
        assert!(matches!(refused, Err(StoreError::Duplicate { .. })));
        assert_eq!(test.store.read(list), Ok(vec![course("a", "{}")]));
    }

    fn changes(connection: &Connection, since: &str) -> Vec<(String, Option<String>)> {
        let seq = seq_of_version(connection, since).unwrap().unwrap();
        let found = changes_after(connection, Some(seq), |document| document).unwrap();
        let pairs = found.courses.into_iter();
        pairs.map(|change| (change.id, change.course)).collect()
    }

    #[test]
    fn a_reader_of_any_version_is_told_what_changed_since() {
        let (since_1, since_2, since_3, all) = in_write(|tx| {
            replace_all(tx, &[course("a", "1"), course("b", "1")], "1")?;
            change(tx, &[course("b", "2"), course("c", "2")], &[], "2")?;
            change(tx, &[], &["a".into(), "c".into()], "3")?;
            let all = changes_after(tx, None, |document| document)?;
            Ok((changes(tx, "1"), changes(tx, "2"), changes(tx, "3"), all))
        });
        let row = |id: &str, document: Option<&str>| (id.to_owned(), document.map(str::to_owned));
        assert_eq!(
            since_1,
            [row("a", None), row("b", Some("2")), row("c", None)]
        );
        assert_eq!(since_2, [row("a", None), row("c", None)]);
        assert_eq!((since_3, all.version.as_deref()), (vec![], Some("3")));
        assert_eq!(all.courses.len(), 3);
    }

    #[test]
    fn what_a_new_catalogue_leaves_as_it_was_has_not_changed() {
        let since = in_write(|tx| {
            replace_all(tx, &[course("a", "1"), course("b", "1")], "1")?;
            replace_all(tx, &[course("a", "1"), course("c", "1")], "2")?;
            replace_all(tx, &[course("a", "1"), course("c", "1")], "3")?;
            assert_eq!(content_version(tx)?.as_deref(), Some("2"));
            Ok(changes(tx, "1"))
        });
        assert_eq!(
            since,
            [("b".to_owned(), None), ("c".to_owned(), Some("1".into()))]
        );
    }

    #[test]
    fn old_versions_are_forgotten_and_courses_are_not() {
        let (known, last, left) = in_write(|tx| {
            change(tx, &[course("a", "1"), course("b", "1")], &[], "1")?;
            change(tx, &[], &["b".into()], "2")?;
            change(tx, &[course("c", "1")], &[], "3")?;
            forget(tx, 1)?;
            let known = [seq_of_version(tx, "1")?, seq_of_version(tx, "2")?];
            Ok((
                known,
                seq_of_version(tx, "3")?,
                changes_after(tx, None, |document| document)?,
            ))
        });
        assert_eq!((known, last), ([None, None], Some(2)));
        let ids: Vec<_> = left
            .courses
            .iter()
            .map(|change| change.id.as_str())
            .collect();
        assert_eq!(ids, ["a", "c"]);
    }

    #[test]
    fn a_version_is_used_once() {
        let test = test_store();
        let put = |document: &'static str| {
            test.store
                .write_blocking(move |tx| change(tx, &[course("a", document)], &[], "1"))
        };
        put("1").unwrap();
        assert!(matches!(put("2"), Err(StoreError::Duplicate { .. })));
        assert_eq!(test.store.read(list), Ok(vec![course("a", "1")]));
    }
}
