//! Use without a network, installing, updates, and browsers within apps.

texts! {
    update_ready: "有新版本，更新后记录不变。", "A new version is ready; your records stay as they are.";
    take_update: "现在更新", "Update now";
    offline: "离线使用与安装", "Offline and installing";
    offline_ready: "可以离线使用：没有网络也能打开，记录照常查看和更改。", "Ready for use offline: it opens without a connection, and records can be seen and changed as usual.";
    offline_preparing: "还不能离线使用：联网时让本页开着，过一会儿就好。", "Not ready for use offline yet: go online and keep this page open for a moment.";
    offline_unsupported: "这里不能离线使用：浏览器只在 https 地址的普通窗口里保存网页文件。记录不受影响。", "Not available offline here: browsers keep a page's files only at an https address and outside of private windows. Your records are not affected.";
    offline_trouble: "打不开某一页，或者一直是旧版本？", "A page does not open, or stays at an old version?";
    reset_offline_hint: "重置会删除为离线保存的网页文件，再从网站重新读取，需要联网。记录、设置和口令都不会动。", "Resetting deletes the page's files that are kept for use offline, and fetches them again from the site, which needs a connection. Records, settings and passphrase are not touched.";
    reset_offline: "重置离线文件", "Reset the offline files";
    offline_kept: "没有重置：网站现在给不出一版完整的文件，原来存下的继续使用。请过一会儿再试。", "Nothing was reset: the site cannot deliver a complete version now, so the kept files stay in use. Try again later.";
    offline_not_reset(reason): "没有重置：现在连不上网站（{reason}）。请联网后再试。", "Nothing was reset: the site cannot be reached now ({reason}). Try again once you are online.";
    single_file: "单个文件", "One file";
    single_file_storage: "这是单文件版：不用网络，也不用服务器。记录保存在这个浏览器里，格式和网站版一样，用备份和恢复可以互相搬。有的浏览器按文件的位置分开保存：文件改名或移动之前，先做备份。", "This is the app as one file: it needs no network and no server. Records stay in this browser, in the same format as on the site, and backups can be restored in either. Some browsers keep them by where the file lies: make a backup before you rename or move it.";
    single_file_shared: "Chrome 和 Edge 让磁盘上所有网页文件共用一处存储，你打开的其他网页文件也能读到这里的记录：请给记录上锁，或者改用网站版。", "Chrome and Edge let all web pages on the disk share one storage, so other page files that you open can read the records here: lock the records, or use the site.";
    single_file_lacks: "单文件版不能安装，也不会更新。用它做的链接别人打不开。浏览器不给它摄像头时，用图片或粘贴。", "The one file cannot be installed and does not update. Nobody else can open the links that it makes. If the browser gives it no camera, use pictures or paste.";
    link_of_file: "链接指向这台设备上的文件，别人打不开。要发给别人，请在网站版里做。", "The link leads to a file on this device, and nobody else can open it. Make it on the site to send it.";
    runs_installed: "本页已经作为应用安装在这台设备上。", "This page runs as an app installed on this device.";
    install: "安装到这台设备", "Install on this device";
    install_why: "安装后有自己的图标，浏览器也更愿意长期保留记录。", "Installed, it has an icon of its own, and the browser is more willing to keep its records.";
    install_chromium: "安卓和电脑（Chrome、Edge）：打开浏览器菜单，选“安装应用”或“添加到主屏幕”。", "Android and computers (Chrome, Edge): open the browser's menu and choose “Install app” or “Add to Home screen”.";
    install_ios: "iPhone 和 iPad：在 Safari 里点“分享”，选“添加到主屏幕”。原因：一个网站连续 7 天没有打开，Safari 就会清除它的数据；添加到主屏幕的不受此限。", "iPhone and iPad: in Safari, tap Share, then “Add to Home Screen”. The reason: Safari deletes a site's data after 7 days without a visit, unless it was added to the Home Screen.";
    install_storage: "iPhone 主屏幕上的应用有自己的存储，看不到 Safari 里的记录：先在 Safari 里备份，再到应用里恢复。", "On an iPhone, the app on the Home Screen has a storage of its own and does not see Safari's records: back up in Safari first, then restore in the app.";
    wechat_installs_nothing: "微信里不能安装。请点右上角“…”，选“在浏览器打开”，再安装。浏览器看不到微信里的记录：先备份，再到浏览器里恢复。", "WeChat cannot install it. Tap “…” at the top right, choose “Open in browser”, and install it there. The browser does not see the records kept in WeChat: back up first, then restore there.";
    wechat_saves_no_files: "微信里存不了文件：请复制成文字，或点右上角“…”，选“在浏览器打开”。", "WeChat saves no files: copy it as text, or tap “…” at the top right and choose “Open in browser”.";
    wechat_picture_hint: "长按图片保存：微信里不能下载。", "Press and hold the picture to save it: WeChat cannot download it.";
}
