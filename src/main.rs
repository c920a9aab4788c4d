//! The start of the app in a browser: a panic hook, and the mount.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        console_error_panic_hook::set_once();
        leptos::mount::mount_to_body(trust_velocity::app::App);
    }
}
