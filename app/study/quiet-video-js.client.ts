// Read by video.js while it loads: the page's policy lets no library write style elements (H06). Import this first.
(globalThis as { VIDEOJS_NO_DYNAMIC_STYLE?: boolean }).VIDEOJS_NO_DYNAMIC_STYLE = true;

export {};
