//! The key that makes a write happen once.

/// Made on the device, once per intent: the same key goes with every retry of one press of a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// A fresh key: 128 random bits as hexadecimal.
    pub fn fresh() -> Self {
        let mut bytes = [0_u8; 16];
        let filled = web_sys::window()
            .and_then(|window| window.crypto().ok())
            .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
        if !filled {
            for byte in &mut bytes {
                *byte = random_byte();
            }
        }
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// A key that was made before and kept on the device.
    pub fn kept(text: String) -> Self {
        Self(text)
    }

    /// The header's value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Only where the browser has no WebCrypto, which is off HTTPS; the key must be unique, not secret.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0.0..256.0 fits a byte"
)]
fn random_byte() -> u8 {
    (js_sys::Math::random() * 256.0) as u8
}
