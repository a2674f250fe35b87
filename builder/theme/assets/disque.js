/* Opened from a disk, a page may start no worker: a hidden frame does its work. Only `mkdocs.disque.yml` loads this. */
(function () {
  "use strict";
  class FrameWorker extends EventTarget {
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      const inner = frame.contentWindow;
      const ready = new Promise((done, fail) => {
        const script = inner.document.createElement("script");
        Object.assign(script, { src: new URL(url, location.href).href, onload: done, onerror: fail });
        inner.document.body.append(script);
      });
      inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.postMessage = (data) => ready.then(() => inner.dispatchEvent(new MessageEvent("message", { data })));
    }
  }
  if (location.protocol === "file:") window.Worker = FrameWorker;
})();
