#include "common/dmn/xml.hpp"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <cstring>
#include <memory>
#include <mutex>
#include <optional>

namespace haven::dmn {
namespace {

std::string text_of(const xmlChar* text) {
  return text == nullptr ? std::string{} : std::string{reinterpret_cast<const char*>(text)};
}

// libxml2 leaves an ampersand of an attribute as a character reference when it is not asked to
// replace entities, and it is never asked.
std::string attribute_text(const xmlChar* from, const xmlChar* to) {
  static constexpr std::string_view ampersand = "&#38;";
  std::string text{reinterpret_cast<const char*>(from), reinterpret_cast<const char*>(to)};
  for (auto at = text.find(ampersand); at != text.npos; at = text.find(ampersand, at + 1)) {
    text.replace(at, ampersand.size(), "&");
  }
  return text;
}

// Builds the tree while the parser runs; stops it at the first thing that may not be.
class Builder {
 public:
  explicit Builder(const XmlBounds& bounds) : bounds_(bounds) {}

  void attach(xmlParserCtxt* parser) {
    parser_ = parser;
    xmlSAXHandler& handler = *parser->sax;
    handler = xmlSAXHandler{};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = &Builder::on_start;
    handler.endElementNs = &Builder::on_end;
    handler.characters = &Builder::on_text;
    handler.ignorableWhitespace = &Builder::on_text;
    handler.cdataBlock = &Builder::on_text;
    handler.internalSubset = &Builder::on_document_type;
    handler.serror = &Builder::on_error;
    parser->userData = this;
  }

  Result<Element> take() && {
    if (problem_) return refuse_at(problem_line_, "invalid_xml", *problem_);
    if (!root_)
      return refuse_at(1, "invalid_xml", "there is no element: an XML document is wanted");
    return std::move(*root_);
  }

 private:
  [[nodiscard]] int line() const { return xmlSAX2GetLineNumber(parser_); }

  void stop(std::string sentence, int line) {
    if (problem_) return;
    problem_ = std::move(sentence);
    problem_line_ = line;
    xmlStopParser(parser_);
  }

  void begin(Element element) {
    if (++elements_ > bounds_.elements) return stop("there are too many elements", element.line);
    if (open_.size() >= bounds_.depth) return stop("elements are nested too deep", element.line);
    for (const auto& [name, value] : element.attributes) {
      if (value.size() > bounds_.attribute_bytes) {
        return stop("attribute " + name + " is too long", element.line);
      }
    }
    open_.push_back(std::move(element));
  }

  void end() {
    if (open_.empty()) return;
    Element closed = std::move(open_.back());
    open_.pop_back();
    if (open_.empty()) {
      root_ = std::move(closed);
    } else {
      open_.back().children.push_back(std::move(closed));
    }
  }

  static Builder& of(void* self) { return *static_cast<Builder*>(self); }

  static void on_start(void* self, const xmlChar* name, const xmlChar*, const xmlChar* space,
                       int prefixes, const xmlChar** prefix, int attributes, int,
                       const xmlChar** attribute) {
    Element element;
    element.name = text_of(name);
    element.space = text_of(space);
    element.line = of(self).line();
    for (int i = 0; i < prefixes; ++i, prefix += 2) {
      element.prefixes.emplace_back(text_of(prefix[0]), text_of(prefix[1]));
    }
    for (int i = 0; i < attributes; ++i, attribute += 5) {  // name, prefix, address, from, to
      if (of(self).is_foreign(attribute[2])) continue;
      element.attributes.emplace_back(text_of(attribute[0]),
                                      attribute_text(attribute[3], attribute[4]));
    }
    of(self).begin(std::move(element));
  }

  // Attributes of vendors may have any name; only XML Schema's (xsi:type, xsi:nil) say something.
  [[nodiscard]] static bool is_foreign(const xmlChar* space) {
    return space != nullptr && text_of(space) != "http://www.w3.org/2001/XMLSchema-instance";
  }

  static void on_end(void* self, const xmlChar*, const xmlChar*, const xmlChar*) { of(self).end(); }

  static void on_text(void* self, const xmlChar* text, int size) {
    if (of(self).open_.empty()) return;
    of(self).open_.back().text.append(reinterpret_cast<const char*>(text),
                                      static_cast<std::size_t>(size));
  }

  static void on_document_type(void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
    of(self).stop("a document type (<!DOCTYPE>) is not accepted", of(self).line());
  }

  static void on_error(void* self, xmlErrorPtr error) {
    if (error == nullptr || error->level < XML_ERR_ERROR || of(self).problem_) return;
    std::string said = error->message == nullptr ? "this is no XML" : error->message;
    of(self).stop("this is no well-formed XML: " + std::string{trimmed(said)}, error->line);
  }

  XmlBounds bounds_;
  xmlParserCtxt* parser_ = nullptr;
  std::vector<Element> open_;
  std::optional<Element> root_;
  std::size_t elements_ = 0;
  std::optional<std::string> problem_;
  int problem_line_ = 0;
};

struct FreeParser {
  void operator()(xmlParserCtxt* parser) const {
    if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
    parser->myDoc = nullptr;
    xmlFreeParserCtxt(parser);
  }
};

/// While it lives, this thread's libxml2 says nothing on standard error: what goes wrong below a
/// parser (an encoding, the memory) knows no handler but this one.
class Quietly {
 public:
  Quietly() : context_(xmlStructuredErrorContext), handler_(xmlStructuredError) {
    xmlSetStructuredErrorFunc(nullptr, [](void*, xmlErrorPtr) {});
  }
  ~Quietly() { xmlSetStructuredErrorFunc(context_, handler_); }
  Quietly(const Quietly&) = delete;
  Quietly& operator=(const Quietly&) = delete;

 private:
  void* context_;
  xmlStructuredErrorFunc handler_;
};

void prepare_library() {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
}

}  // namespace

tl::unexpected<Error> refuse_at(int line, std::string_view code, const std::string& sentence) {
  return refuse(ErrorKind::invalid, std::string{code},
                "line " + std::to_string(line) + ": " + sentence);
}

std::string_view trimmed(std::string_view text) {
  static constexpr std::string_view white = " \t\r\n";
  const auto first = text.find_first_not_of(white);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

const std::string& Element::attribute(std::string_view local_name) const {
  static const std::string none;
  for (const auto& [name_, value] : attributes) {
    if (name_ == local_name) return value;
  }
  return none;
}

bool Element::has(std::string_view local_name) const {
  for (const auto& each : attributes) {
    if (each.first == local_name) return true;
  }
  return false;
}

const Element* Element::child(std::string_view local_name) const {
  for (const Element& each : children) {
    if (each.name == local_name) return &each;
  }
  return nullptr;
}

Result<Element> read_xml(std::string_view text, const XmlBounds& bounds) {
  if (text.empty()) return refuse_at(1, "invalid_xml", "the document is empty");
  if (text.size() > bounds.bytes) {
    return refuse_at(1, "invalid_xml",
                     "the document is longer than " + std::to_string(bounds.bytes) + " bytes");
  }
  prepare_library();
  const Quietly quietly;
  const std::unique_ptr<xmlParserCtxt, FreeParser> parser{
      xmlCreateMemoryParserCtxt(text.data(), static_cast<int>(text.size()))};
  if (!parser) return refuse_at(1, "invalid_xml", "this is no XML");
  Builder builder{bounds};
  // The encoding that a document declares is not believed: iconv would load a module from disk for
  // it. Models are UTF-8, or say by their first bytes that they are UTF-16.
  xmlCtxtUseOptions(parser.get(), XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                      XML_PARSE_IGNORE_ENC);
  builder.attach(parser.get());
  xmlParseDocument(parser.get());
  return std::move(builder).take();
}

}  // namespace haven::dmn
