"""The sample company's three years, in the order in which they are made: who is there, what they intend to buy, live through, and buy."""

from dataclasses import dataclass

from data.sample import balance, experience, loyalty, opinions, purchases
from data.sample.population import Population, population


@dataclass(frozen=True)
class Story:
    """Everything that the tables tell from different sides."""

    seed: int
    population: Population
    opinions: opinions.Opinions
    experience: experience.Experience
    programme: loyalty.Programme
    sales: purchases.Sales


def tell(seed: int) -> Story:
    """The story of ``seed``."""
    everybody = population(seed)
    views = opinions.opinions(seed, everybody.size)
    intended = purchases.intended(seed, everybody)
    what = experience.experience(seed, everybody, intended, views)
    lived = experience.lived(seed, intended, what)
    members = loyalty.programme(seed, everybody, lived, what)
    sales = purchases.sales(seed, everybody, balance.balanced(seed, everybody, lived, what, members))
    return Story(seed, everybody, views, what, members, sales)
