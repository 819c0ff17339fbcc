//! Staff passwords: Argon2id, at most two at a time, because each takes 19 MiB.

use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::problem::ApiError;

/// Hashes a new password.
///
/// # Errors
/// When the library refuses the password's length.
pub fn hash(password: &str) -> Result<String, argon2::password_hash::Error> {
    Ok(Argon2::default()
        .hash_password(password.as_bytes(), &SaltString::generate(&mut OsRng))?
        .to_string())
}

/// Checks passwords, few at a time.
#[derive(Debug)]
pub struct PasswordChecker {
    slots: Semaphore,
    /// What an unknown account's password is compared with, so that it takes as long as a known one's.
    decoy: std::sync::OnceLock<String>,
}

impl Default for PasswordChecker {
    fn default() -> Self {
        Self {
            slots: Semaphore::new(2),
            decoy: std::sync::OnceLock::new(),
        }
    }
}

impl PasswordChecker {
    /// Whether the password belongs to the hash; `None` takes as long and says no.
    ///
    /// # Errors
    /// When the computation was lost.
    pub async fn is_right(&self, password: String, hash: Option<String>) -> Result<bool, ApiError> {
        let doing = "check a password";
        let _slot = self.slot(doing).await?;
        let is_known = hash.is_some();
        let decoy = self.decoy.get().cloned();
        let (is_right, decoy) = tokio::task::spawn_blocking(move || {
            let decoy = decoy
                .or_else(|| self::hash("decoy").ok())
                .unwrap_or_default();
            let hash = hash.unwrap_or_else(|| decoy.clone());
            let is_right = PasswordHash::new(&hash).is_ok_and(|hash| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &hash)
                    .is_ok()
            });
            (is_right, decoy)
        })
        .await
        .map_err(|lost| ApiError::internal(doing, lost))?;
        let _ = self.decoy.set(decoy);
        Ok(is_right && is_known)
    }

    /// Hashes a new password, in the same turn.
    ///
    /// # Errors
    /// When the computation was lost, or the library refuses the password's length.
    pub async fn hash(&self, password: String) -> Result<String, ApiError> {
        let doing = "hash a password";
        let _slot = self.slot(doing).await?;
        tokio::task::spawn_blocking(move || self::hash(&password))
            .await
            .map_err(|lost| ApiError::internal(doing, lost))?
            .map_err(|error| ApiError::internal(doing, error.to_string()))
    }

    async fn slot(&self, doing: &'static str) -> Result<SemaphorePermit<'_>, ApiError> {
        let slot = self.slots.acquire().await;
        slot.map_err(|closed| ApiError::internal(doing, closed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn right_wrong_unknown() {
        let checker = PasswordChecker::default();
        let stored = hash("correct horse").unwrap();
        assert!(
            checker
                .is_right("correct horse".into(), Some(stored.clone()))
                .await
                .unwrap()
        );
        assert!(
            !checker
                .is_right("correct house".into(), Some(stored))
                .await
                .unwrap()
        );
        assert!(!checker.is_right("decoy".into(), None).await.unwrap());
    }

    #[tokio::test]
    async fn a_new_password_waits_its_turn() {
        let checker = PasswordChecker::default();
        let both = checker.slots.acquire_many(2).await.unwrap();
        let soon = std::time::Duration::from_millis(20);
        let early = tokio::time::timeout(soon, checker.hash("correct horse".into())).await;
        assert!(early.is_err());
        drop(both);
        let hash = checker.hash("correct horse".into()).await.unwrap();
        assert!(
            checker
                .is_right("correct horse".into(), Some(hash))
                .await
                .unwrap()
        );
    }
}
