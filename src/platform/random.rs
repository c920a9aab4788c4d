//! Random numbers.

use js_sys::Date;

/// A unique random number: 64 bits from the browser's cryptographic source.
pub fn random_number() -> u64 {
    let mut bytes = [0_u8; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled =
        crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if filled {
        return u64::from_le_bytes(bytes);
    }
    // Every browser that runs WebAssembly has the source above; without it this keeps ids distinct.
    js_sys::Math::random().to_bits().rotate_left(32) ^ Date::now().to_bits()
}
