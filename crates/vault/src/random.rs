//! Bytes from the operating system.

use rand::Rng;

/// Bytes of the system-seeded generator.
///
/// ```
/// let first: [u8; 16] = vault::random_bytes();
/// assert_ne!(first, vault::random_bytes());
/// ```
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill(&mut bytes[..]);
    bytes
}

/// So many decimal digits, each as likely as the others, such as a one-time code.
///
/// ```
/// assert_eq!(vault::random_digits(6).len(), 6);
/// ```
#[must_use]
pub fn random_digits(count: usize) -> String {
    let mut generator = rand::rng();
    (0..count)
        .map(|_| char::from(generator.random_range(b'0'..=b'9')))
        .collect()
}
