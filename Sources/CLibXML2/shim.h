// What the XML room uses of libxml2: the SAX2 parser and its input streams. Nothing of the tree.
#pragma once

// Debian's libxml2 is built with ICU and its headers draw in ICU's, which Foundation brings in another version: the
// two may not meet in one module. Without ICU only xmlCharEncodingHandler is laid out otherwise, which we never touch:
// every document is UTF-8 before libxml2 sees it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
