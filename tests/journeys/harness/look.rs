//! The ways of looking at a page.

use std::path::PathBuf;

use serde_json::json;

use super::{Screen, Tab};

/// One way of looking at everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Phone,
    Desktop,
    /// 关怀版 at 320 px in dark colours.
    Large,
    /// The same on a desktop; only where pictures are drawn of it.
    LargeDesktop,
}

/// In large type: text of 18 px and more, seven times as bright as its ground or as dark, and 60 px for whoever presses.
const TOO_SMALL: &str = r"
const found = [];
const size = parseFloat(getComputedStyle(document.body).fontSize);
if (size < 18) found.push(`text of ${size} px`);
const light = colour => {
  const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const [one, other] = [light(getComputedStyle(document.body).color), light(getComputedStyle(document.body).backgroundColor)];
const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
if (contrast < 7) found.push(`a contrast of ${contrast.toFixed(2)}`);
for (const each of document.querySelectorAll('.button, .bottom-bar__task, summary')) {
  const { width, height } = each.getBoundingClientRect();
  if (width && (height < 59.5 || width < 59.5)) found.push(`${Math.round(width)}×${Math.round(height)} px: ${each.outerHTML.slice(0, 120)}`);
}
return found;";

/// What moves for longer than a hundredth of a second, or would at the next change.
const MOVING: &str = r"
const seconds = text => Math.max(...text.split(',').map(each => parseFloat(each) * (each.trim().endsWith('ms') ? 0.001 : 1)));
const running = document.getAnimations().filter(each => each.playState === 'running' && each.effect.getComputedTiming().duration > 10);
const would = [...document.querySelectorAll('*')].filter(each => {
  const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(each);
  return seconds(transitionDuration) > 0.01 || (animationName !== 'none' && seconds(animationDuration) > 0.01) || scrollBehavior === 'smooth';
});
return [...running.map(each => each.effect.target), ...would].map(each => each.outerHTML.slice(0, 120));";

/// The tallest picture of a page.
const TALLEST: u64 = 1_600;

impl Look {
    pub(crate) const fn screen(self) -> Screen {
        match self {
            Self::Phone => Screen::Phone,
            Self::Large => Screen::Narrow,
            Self::Desktop | Self::LargeDesktop => Screen::Desktop,
        }
    }

    const fn is_large(self) -> bool {
        matches!(self, Self::Large | Self::LargeDesktop)
    }

    /// Its folder of pictures, when one is made for it below `FUMIN_SCREENSHOTS`.
    fn folder(self) -> Option<PathBuf> {
        let name = match self {
            Self::Phone => "phone",
            Self::Desktop => "desktop",
            Self::Large => "large",
            Self::LargeDesktop => "large-desktop",
        };
        let all = std::env::var_os("FUMIN_SCREENSHOTS")?;
        Some(PathBuf::from(all).join(name)).filter(|folder| folder.is_dir())
    }
}

impl Tab {
    /// Looks over what is shown, and keeps a picture of it where one is asked for.
    pub(crate) async fn look_and_draw(&self, look: Look, name: &str) {
        if look.is_large() {
            // Signing out takes with it what the device keeps, large type too.
            self.wear(true).await;
        }
        self.look_closely().await;
        if look.is_large() {
            let small = self.script(TOO_SMALL, Vec::new()).await.unwrap();
            assert_eq!(small, Some(json!([])), "{name} in large type");
            let moving = self.script(MOVING, Vec::new()).await.unwrap();
            assert_eq!(moving, Some(json!([])), "{name} for who wants no motion");
        }
        if let Some(folder) = look.folder() {
            let file = folder.join(name);
            self.picture(look.screen(), &file, TALLEST).await;
        }
    }

    /// A page worth a picture: looked over as the journey goes, and on a phone in large type too.
    pub(crate) async fn stop(&self, name: &str) {
        if self.screen == Screen::Desktop {
            self.look_and_draw(Look::Desktop, name).await;
            self.draw_large_on_a_desktop(name).await;
            return;
        }
        self.look_and_draw(Look::Phone, name).await;
        self.resize(Screen::Narrow, None).await;
        self.look_and_draw(Look::Large, name).await;
        self.wear(false).await;
        self.resize(self.screen, None).await;
    }

    /// 关怀版 on a desktop, where pictures are drawn of it; the daily run looks at it on the narrowest screen alone.
    pub(crate) async fn draw_large_on_a_desktop(&self, name: &str) {
        if Look::LargeDesktop.folder().is_none() {
            return;
        }
        self.look_and_draw(Look::LargeDesktop, name).await;
        self.wear(false).await;
    }

    /// Large type in dark colours and nothing that moves, or none of it.
    async fn wear(&self, is_large: bool) {
        let toggle =
            "document.documentElement.toggleAttribute('data-large', arguments[0]); return null";
        self.script(toggle, vec![json!(is_large)]).await.unwrap();
        self.emulate_dark(is_large).await;
    }

    /// As the device of somebody who prefers dark colours and no motion, or who says nothing.
    pub(crate) async fn emulate_dark(&self, is_dark: bool) {
        let [dark, still] = if is_dark { ["dark", "reduce"] } else { [""; 2] };
        self.emulate(&[
            ("prefers-color-scheme", dark),
            ("prefers-reduced-motion", still),
        ])
        .await;
    }

    /// As a device that answers these questions of a style so; what is not named, it answers as ever.
    pub(crate) async fn emulate(&self, features: &[(&str, &str)]) {
        let features: Vec<_> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        let cdp = self.driver.cdp();
        cdp.send_raw(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await
        .unwrap();
    }
}
