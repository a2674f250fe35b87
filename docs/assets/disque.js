/* Opened from a disk, a page may start no worker: a hidden frame does its work. Only `mkdocs.disque.yml` loads this. */
(function () {
  "use strict";
  class FrameWorker extends EventTarget {
    constructor(url) {
      super();
      const frame = document.createElement("iframe"), from = new URL(url, location.href).href;
      frame.hidden = true;
      document.body.append(frame);
      const inner = frame.contentWindow;
      const load = (src) => new Promise((done, fail) => {
        const script = inner.document.createElement("script");
        Object.assign(script, { src: new URL(src, from).href, onload: done, onerror: fail });
        inner.document.body.append(script);
      });
      inner.importScripts = (...urls) => urls.reduce((before, src) => before.then(() => load(src)), Promise.resolve());
      inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.ready = load(from).then(() => inner.ready);
      this.postMessage = (data) => this.ready.then(() => inner.dispatchEvent(new MessageEvent("message", { data })));
    }
  }
  if (location.protocol === "file:") window.IFrameWorker = window.Worker = FrameWorker; // the first name tells Material's worker where it is
})();
