/* The reader's choice of marks, put on <html> before the first paint: nothing flashes. */
(function (root) {
  var kept = {};
  try { kept = JSON.parse(localStorage.getItem("dossier.marques")) || {}; } catch (_) { /* private window: the default */ }
  root.dataset.marques = /^(rien|tout)$/.test(kept.marques) ? kept.marques : "discret";
  root.dataset.caches = [].concat(kept.caches || []).join(" ");
  root.dataset.toutes = kept.toutes ? "oui" : "non";
})(document.documentElement);
