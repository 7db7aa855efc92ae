"""Bases of admins and forms that name their model: HistoryBase[Team].

The checker knows which class belongs to which model; Django's own classes do not take the name at
run time, and simple_history ships no types.
"""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin

if TYPE_CHECKING:
    from typing import Any, ClassVar, TypeVar

    from django.core.exceptions import ValidationError
    from django.db import models

    ModelT = TypeVar("ModelT", bound=models.Model)
    ParentT = TypeVar("ParentT", bound=models.Model)

    class HistoryBase(admin.ModelAdmin[ModelT]):
        """simple_history's admin of a model."""

        form: Any
        formfield_overrides: ClassVar[Any]
        list_select_related: ClassVar[Any]
        readonly_fields: ClassVar[Any]

        def set_history_delta_changes(
            self, request: Any, historical_records: Any, foreign_keys_are_objs: bool = ...
        ) -> None: ...
        def has_view_history_or_change_history_permission(
            self, request: Any, obj: ModelT | None = None
        ) -> bool: ...

    class FormBase(forms.ModelForm[ModelT]):
        """A form of a model, with what Django's own checks of it stand on."""

        def _post_clean(self) -> None: ...
        def _update_errors(self, errors: ValidationError) -> None: ...

    class InlineBase(admin.StackedInline[ModelT, ParentT]):
        """Rows of one model on the page of another."""

        form: Any
        formfield_overrides: ClassVar[Any]

    class InlineFormSetBase(forms.BaseInlineFormSet[ModelT, ParentT, forms.ModelForm[ModelT]]):
        """The forms of such rows."""
else:
    from simple_history.admin import SimpleHistoryAdmin

    class Named:
        """Lets a class be written with its model in brackets, and stay itself."""

        def __class_getitem__(cls, _models):
            return cls

    class HistoryBase(Named, SimpleHistoryAdmin):
        pass

    class FormBase(Named, forms.ModelForm):
        pass

    class InlineBase(Named, admin.StackedInline):
        pass

    class InlineFormSetBase(Named, forms.BaseInlineFormSet):
        pass
