"""Those who can sign in to the demo. The production server refuses to start where one of them exists."""

from dataclasses import dataclass

DEMO_PASSWORD = "fjordvik-demo"  # noqa: S105 — printed by `make run`; opens invented data alone


@dataclass(frozen=True)
class DemoUser:
    """A sign-in: `role` is what the person is shown as in the list of sign-ins."""

    username: str
    role: str
    first_name: str
    last_name: str
    unit: str
    title: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


DEMO_USERS = [
    DemoUser("ansatt", "ansatt", "Sara", "Lunde", "langtid", "Helsefagarbeider"),
    DemoUser("avdelingsleder", "avdelingsleder", "Jonas", "Myhre", "langtid", "Avdelingsleder"),
    DemoUser("leder", "virksomhetsleder", "Marit", "Solheim", "furutun", "Virksomhetsleder"),
    DemoUser("hr", "HR", "Camilla", "Brekke", "personal", "HR-rådgiver"),
    DemoUser("kvalitet", "kvalitetsrådgiver", "Henrik", "Aune", "stab", "Rådgiver"),
    DemoUser("direktor", "kommunedirektør", "Ingunn", "Fossum", "fjordvik", "Kommunedirektør"),
    DemoUser("verneombud", "verneombud", "Tor Erik", "Nygård", "korttid", "Sykepleier"),
    DemoUser("tillitsvalgt", "tillitsvalgt", "Bente", "Haugland", "hjemme", "Sykepleier"),
    DemoUser("revisor", "revisor", "Rolf", "Gundersen", "", ""),
    DemoUser("admin", "systemansvarlig", "Amir", "Hosseini", "digital", "IKT-rådgiver"),
    DemoUser("nabo", "kommunedirektør i nabokommunen", "Nina", "Skogly", "asheim", "Kommunedirektør"),
]


def sign_ins() -> str:
    """List the sign-ins for the one who started the demo."""
    widest = max(len(user.username) for user in DEMO_USERS)
    lines = [f"  {user.username:<{widest}}  {user.name}, {user.role}" for user in DEMO_USERS]
    return "\n".join(["  Logg inn som en av disse:", *lines, "", f"  Passord for alle: {DEMO_PASSWORD}"])
