"""Components: the plain values that the parts of a page show, and the words for "when".

A page gathers values into these frozen records and hands them to a tag of ``templatetags.parts``. Nothing here knows a
model, so that every part can be shown with invented data on the living page.
"""
