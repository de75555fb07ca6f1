from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inclucities.core.languages import CHOICES, pick
from inclucities.core.models import Base, Dated, DatedQuerySet, ends_after_start
from inclucities.engine.text import fold

from .states import OrganisationKind, PostRole


class PersonManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Person(AbstractBaseUser, PermissionsMixin, Base):
    """Somebody who can sign in. Nothing is known of a person but name, address and language."""

    email = models.EmailField(_("e-mail address"), unique=True)  # always in lower case
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=8, choices=CHOICES, default="en")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)  # exists only in a sample installation

    objects = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self):
        return self.name or self.email

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @property
    def initials(self):
        return "".join(word[0] for word in self.name.split() if word[0].isalpha())[:2].upper()


class Organisation(Base):
    """A body in which people hold posts. What else it is (municipality, association) stands in `network`."""

    kind = models.CharField(max_length=20, choices=OrganisationKind)
    slug = models.SlugField(max_length=80, unique=True)
    names = models.JSONField(_("names"), default=dict)  # {language: name}
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)  # ISO 3166-1 alpha-2; empty: international
    # Every name, alias and acronym folded, for search by any spelling.
    folded = models.TextField(editable=False, default="")

    class Meta:
        indexes = [models.Index(fields=["kind", "country"], name="organisation_by_country")]
        ordering = ["slug"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        spellings = [*self.names.values(), *self.aliases, self.acronym]
        self.folded = " | ".join(dict.fromkeys(fold(s) for s in spellings if s))
        super().save(*args, **kwargs)

    @property
    def name(self):
        """The name in the language of the page."""
        return pick(self.names)

    @property
    def short_name(self):
        return self.acronym or self.name


class PostQuerySet(DatedQuerySet):
    def current(self):
        return self.on(timezone.localdate())


class Post(Base, Dated):
    """A person's role in an organisation, with dates. It ends by a date, never by deletion."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=PostRole)
    title = models.CharField(_("function"), max_length=120, blank=True)
    is_lead_contact = models.BooleanField(_("lead contact"), default=False)
    # The post from which this one took over: its tasks and drafts are answered for here.
    predecessor = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="successor")

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("post_ends_after_start"),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(is_lead_contact=True, valid_to=None),
                name="post_one_lead_contact",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"], condition=Q(valid_to=None), name="post_once"
            ),
        ]
        ordering = ["-is_lead_contact", "valid_from", "pk"]

    def __str__(self):
        return f"{self.person}, {self.organisation}"


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


class Invitation(Base):
    """An offer of a post, bound to one address, for a time, for one use. Only a digest of its token is kept."""

    email = models.EmailField(_("e-mail address"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=PostRole)
    title = models.CharField(_("function"), max_length=120, blank=True)
    is_lead_contact = models.BooleanField(_("lead contact"), default=False)
    language = models.CharField(_("language of the mail"), max_length=8, choices=CHOICES)
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # Set when the invited person takes over a post that ends with the acceptance.
    takes_over = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_or_withdrawn", condition=Q(accepted_at=None) | Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                name="invitation_accepted_by_somebody",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(name="invitation_expires_later", condition=Q(expires_at__gt=F("created_at"))),
        ]
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.email}, {self.organisation}"

    @property
    def is_open(self):
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()
