"""Who signs: people taken apart into family and given name, newsrooms left whole."""

from __future__ import annotations

import pytest

from builder.export.signature import signers


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("", []),
        ("Jennifer Jacobs et Haley Ott", ["Jacobs, Jennifer", "Ott, Haley"]),
        ("Par Ada Roux", ["Roux, Ada"]),
        ("Ada Roux, Luc Simon; Ida Frei", ["Roux, Ada", "Simon, Luc", "Frei, Ida"]),
        ("Ada Roux, envoyée spéciale à Kiev", ["Roux, Ada"]),
        ("Ursula von der Leyen", ["von der Leyen, Ursula"]),
        ("Jean-Pierre de La Tour", ["de La Tour, Jean-Pierre"]),
        ("Charles d’Anjou", ["d’Anjou, Charles"]),
        ("Jean Paul Roux", ["Roux, Jean Paul"]),
        ("ROUX Ada", ["ROUX, Ada"]),
        ("Le Monde avec AFP", ["Le Monde", "AFP"]),
        ("L’Équipe", ["L’Équipe"]),
        ("Agence France-Presse", ["Agence France-Presse"]),
        ("Rédaction de Brest", ["Rédaction de Brest"]),
        ("la rédaction", ["la rédaction"]),
        ("A. {B}", ["A. {B}"]),
    ],
)
def test_a_signature_names(author, names, pack):
    found = signers(author, pack)
    assert [", ".join(filter(None, each)) for each in found] == names
