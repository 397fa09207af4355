"""Pages, and what WebKit keeps of them."""

from typing import Literal

from hoofprint.synth.plants.base import Plant


class Visit(Plant, frozen=True, kw_only=True, tag="visit"):
    """One load of a page in Safari. `redirect_from` is the id of the visit that led here by redirect."""

    url: str
    title: str = ""
    redirect_from: str | None = None
    typed: bool = False
    """Entered by hand: Safari then keeps a score for completing it."""
    loaded: bool = True
    """False where the page did not load, for instance without network."""

    @property
    def what(self) -> str:
        return self.url


class Tab(Plant, frozen=True, kw_only=True, tag="tab"):
    """An open Safari tab; its session keeps the pages in `back` too."""

    url: str
    title: str = ""
    back: tuple[str, ...] = ()
    private: bool = False

    @property
    def what(self) -> str:
        return self.url


class Icon(Plant, frozen=True, kw_only=True, tag="icon"):
    """A site's icon that Safari kept for a page."""

    page: str

    @property
    def what(self) -> str:
        return self.page


class WebStore(Plant, frozen=True, kw_only=True, tag="webstore"):
    """A folder in which a page's script stored data, named after scheme, host and port."""

    host: str
    port: int = 0
    scheme: str = "https"
    store: Literal["IndexedDB", "LocalStorage"] = "IndexedDB"
    app: str = "com.apple.mobilesafari"

    @property
    def what(self) -> str:
        return self.host


class Observed(Plant, frozen=True, kw_only=True, tag="observed"):
    """A domain in WebKit's ResourceLoadStatistics database."""

    domain: str
    interaction: bool = False

    @property
    def what(self) -> str:
        return self.domain


class ResourceLog(Plant, frozen=True, kw_only=True, tag="resource_log"):
    """An origin in WebKit's older session resource log, with the redirects kept beside it."""

    origin: str
    redirects_from: tuple[str, ...] = ()
    redirects_to: tuple[str, ...] = ()
    interaction: bool = False

    @property
    def what(self) -> str:
        return self.origin


class Cached(Plant, frozen=True, kw_only=True, tag="cached"):
    """An answer that a program kept in the cache of the system's HTTP library: `Library/Caches/<folder>/Cache.db`."""

    url: str
    folder: str
    """Bundle id or name of the program whose cache it is."""
    domain: str = "HomeDomain"

    @property
    def what(self) -> str:
        return self.url
