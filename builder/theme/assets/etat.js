/* The reader's choice of marks, put on <html> before the first paint: nothing flashes. */
(function (root) {
  var kept = {};
  try { kept = JSON.parse(localStorage.getItem("dossier.marques")) || {}; } catch (_) { /* private window: the default */ }
  root.dataset.marques = /^(rien|tout)$/.test(kept.marques) ? kept.marques : "discret";
  root.dataset.caches = [].concat(kept.caches || []).join(" ");
  root.dataset.toutes = kept.toutes ? "oui" : "non";
})(document.documentElement);

/* The index of the search is large: the theme's request for it waits until somebody turns to the search. */
(function () {
  var open = XMLHttpRequest.prototype.open, send = XMLHttpRequest.prototype.send;
  var asked = new Promise(function (go) {
    var turn = function (e) { if (e.target.closest && e.target.closest(".md-search, [for=__search], #__search")) go(); };
    addEventListener("focusin", turn);
    addEventListener("change", turn);
    addEventListener("pointerover", turn);
    if (/[?&]h=/.test(location.search)) go(); // who comes from an answer wants its words marked
  });
  XMLHttpRequest.prototype.open = function (method, url) {
    this.waits = /\/search_index\.json$/.test(url);
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function (body) {
    var request = this;
    if (request.waits) asked.then(function () { send.call(request, body); });
    else send.call(request, body);
  };
})();
