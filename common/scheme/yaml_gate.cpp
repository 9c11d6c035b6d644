#include <yaml-cpp/eventhandler.h>

#include <sstream>

#include "common/scheme/yaml.hpp"

namespace haven::scheme {
namespace {

struct TooMuch {
  YAML::Mark mark;
  std::string detail;
};

/// Looks at a document's events without building it.
class Gate : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { count(mark, anchor); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw TooMuch{mark, "write the value out; aliases are not read"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                const std::string&) override {
    count(mark, anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    enter(mark, anchor);
  }
  void OnSequenceEnd() override { --depth_; }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    enter(mark, anchor);
  }
  void OnMapEnd() override { --depth_; }

 private:
  void count(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) throw TooMuch{mark, "anchors are not read"};
    if (++nodes_ > yaml_nodes_max) throw TooMuch{mark, "the file has too many entries"};
  }
  void enter(const YAML::Mark& mark, YAML::anchor_t anchor) {
    count(mark, anchor);
    if (++depth_ > yaml_depth_max) throw TooMuch{mark, "the file is nested too deeply"};
  }
  int nodes_ = 0;
  int depth_ = 0;
};

tl::unexpected<Error> unreadable(const std::string& file, int line, std::string detail) {
  std::string pointer = file + ":" + std::to_string(line + 1);
  std::string sentence = pointer + ": " + detail;
  return refuse(ErrorKind::malformed, "unreadable_yaml", std::move(sentence),
                {{std::move(pointer), std::move(detail)}});
}

}  // namespace

Result<YAML::Node> yaml_from(const std::string& text, const std::string& file) {
  if (text.size() > yaml_bytes_max) return unreadable(file, 0, "the file is larger than 256 KiB");
  try {
    std::istringstream stream{text};
    YAML::Parser parser{stream};
    Gate gate;
    if (!parser.HandleNextDocument(gate)) return unreadable(file, 0, "the file is empty");
    if (parser.HandleNextDocument(gate)) {
      return unreadable(file, 0, "the file holds more than one document");
    }
    YAML::Node node = YAML::Load(text);
    if (!node.IsMap()) return unreadable(file, 0, "the file is a mapping of fields");
    return node;
  } catch (const TooMuch& found) {
    return unreadable(file, found.mark.line, found.detail);
  } catch (const YAML::Exception& found) {
    return unreadable(file, std::max(found.mark.line, 0), "not YAML: " + found.msg);
  }
}

}  // namespace haven::scheme
