//! Showing texts as QR codes, and reading them.

use crate::{exchange::qr::TooLong, i18n::Text};

texts! {
    qr_code: "二维码", "QR code";
    qr_code_of(n, of): "二维码，第 {n} 张，共 {of} 张", "QR code {n} of {of}";
    qr_several(of): "内容较多，分成 {of} 张二维码轮流显示：请一直对着扫，扫齐为止，顺序没有关系。", "This is long, so it is shown as {of} QR codes in turn: keep scanning until all are read, in any order.";
    qr_previous: "上一张", "Previous code";
    qr_next: "下一张", "Next code";
    qr_pause: "暂停", "Pause";
    qr_go_on: "轮流显示", "Show in turn";
    qr_too_long(bytes, most): "内容有 {bytes} 字节，二维码最多放得下 {most} 字节：请改为复制文字或存成文件来发送。", "This has {bytes} bytes, and QR codes hold at most {most}: please send it as copied text or as a file.";
    scan_with_camera: "用相机扫描", "Scan with the camera";
    turn_camera_off: "关闭相机", "Turn the camera off";
    camera_sees: "相机画面", "What the camera sees";
    camera_opening: "正在打开相机：浏览器询问时，请选“允许”。", "Opening the camera: when the browser asks, please allow it.";
    camera_on: "请让整个二维码都在画面里，拿稳一会儿。", "Hold the whole code in the picture, and hold still for a moment.";
    camera_stays_on: "请让整个二维码都在画面里，拿稳一会儿；读到一份就换下一部手机，相机一直开着。", "Hold the whole code in the picture, and hold still for a moment. After each one, go on with the next phone: the camera stays on.";
    camera_refused: "没有得到使用相机的许可。请在浏览器和系统的设置里允许本站使用相机，再点一次；也可以把二维码截图或拍下来，从图片读取。", "The camera was not allowed. Allow it for this site in the settings of the browser and of the system and try again, or take a picture of the code and read that.";
    camera_missing: "这台设备上没有找到相机。请换一台有相机的设备，或者从图片读取。", "No camera was found on this device. Use one that has a camera, or read the code from a picture.";
    camera_busy: "相机没有打开，可能正被别的应用或标签页占用。请关掉它们再试，或者从图片读取。", "The camera did not start: another app or tab may be using it. Close that and try again, or read the code from a picture.";
    camera_insecure: "本页不是通过 https 打开的，浏览器因此不提供相机。请用 https 地址打开本页，或者从图片读取。", "This page did not come over https, so the browser withholds the camera. Open the page at its https address, or read the code from a picture.";
    camera_not_offered: "这个浏览器不让网页使用相机，微信等应用里打开的网页常常如此。请从应用的菜单选“在浏览器打开”，或者从图片读取。", "This browser does not give pages a camera, as is common within apps such as WeChat. Choose “Open in browser” in the app's menu, or read the code from a picture.";
    camera_failed(reason): "相机出错（{reason}）。请再试一次，或者从图片读取。", "The camera failed ({reason}). Try again, or read the code from a picture.";
    read_from_pictures: "从图片读取", "Read from pictures";
    reading_pictures: "正在读取图片…", "Reading the pictures…";
    picture_unreadable: "不是能打开的图片。请换成 PNG 或 JPEG，或者截一张图再试。", "The browser cannot open this as a picture. Use a PNG or JPEG, or take a screenshot of it.";
    picture_without_code: "图上没有读到二维码。请拍近、拍正，避开反光，让整个二维码和它的白边都在图里。", "No QR code was read in it. Take the picture closer and straight, without glare, with the whole code and the white around it.";
    qr_read: "已读到二维码。", "The code was read.";
    qr_frames_read(have, of): "已读到 {have} / {of} 张，请继续。", "Codes read: {have} of {of}. Please go on.";
    qr_frames_of_this(have, of): "这一份已读到 {have} / {of} 张，请继续。", "Codes read of this one: {have} of {of}. Please go on.";
    qr_other_set: "这张二维码属于另一组内容，没有收下。请接着扫原来那一组，或者重新开始。", "This code belongs to another text and was not accepted. Go on with the codes that you began with, or start again.";
    qr_damaged: "各张二维码都读到了，但合起来的内容不对，已全部放下。请重新扫一遍。", "All codes were read, yet together they are not the text that was sent, so all were put aside. Please scan them again.";
    qr_start_again: "重新开始", "Start again";
    qr_sound: "声音", "Sound";
    qr_sound_hint: "一声短高音：收下了；两声低音：已经有了；一声长低音：没有收下。", "One short high tone: accepted. Two low ones: already here. A long low one: not accepted.";
}

impl Text {
    /// Why a text is not shown as codes.
    pub fn qr_error(self, error: TooLong) -> String {
        self.qr_too_long(&error.bytes, &error.most)
    }
}
