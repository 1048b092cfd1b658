"""How often a word leads is the same whether words that a side never has are reckoned or not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from framing.words import stability as of
from framing.words.two_sides import Side


def side(chance: np.random.Generator, rows: int, rates: np.ndarray) -> Side:
    counts = chance.poisson(rates, size=(rows, len(rates))).astype("float64")
    return Side(sparse.csr_matrix(counts), counts.sum(axis=1) + 50, np.arange(rows))


@pytest.mark.parametrize("seed", range(6))
def test_words_that_a_side_never_has_may_be_passed_over(seed, monkeypatch):
    chance = np.random.default_rng(seed)
    rates = chance.exponential(0.6, 60)
    unused = np.where(np.arange(60) % 3, rates, 0)
    own, other = side(chance, 6, unused), side(chance, 25, rates)
    pooled = own.y + other.y
    alpha = 500 * (pooled + 0.01) / pooled.sum()
    asked = []
    lead_all = of._lead_all
    monkeypatch.setattr(of, "_lead_all", lambda *a: asked.append(lead_all(*a)) or asked[-1])
    found = of.stability(own, other, alpha, 500.0, seed)
    monkeypatch.setattr(of, "_lead_all", lambda *_: False)
    np.testing.assert_array_equal(found, of.stability(own, other, alpha, 500.0, seed))
    assert asked
    assert found.sum() > 5


def test_some_words_are_in_fact_passed_over(monkeypatch):
    chance = np.random.default_rng(1)
    rates = np.r_[np.full(20, 3.0), np.full(200, 0.02)]
    own, other = side(chance, 8, np.r_[np.full(20, 6.0), np.zeros(200)]), side(chance, 30, rates)
    pooled = own.y + other.y
    alpha = 100 * (pooled + 0.001) / pooled.sum()
    asked = []
    lead_all = of._lead_all
    monkeypatch.setattr(of, "_lead_all", lambda *a: asked.append(lead_all(*a)) or asked[-1])
    of.stability(own, other, alpha, 100.0, 3)
    assert any(asked)
