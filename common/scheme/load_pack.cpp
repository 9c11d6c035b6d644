#include <algorithm>
#include <memory>

#include "common/core/hash.hpp"
#include "common/scheme/functions.hpp"
#include "common/scheme/loading.hpp"
#include "common/scheme/situation.hpp"

namespace haven::scheme {
namespace {

using Files = std::map<std::string, std::string>;  // name: contents; sorted, as the hash needs

/// SHA-256 over every file's name, length and contents, by name.
std::string hash_of_files(const Files& files) {
  Sha256 hash;
  for (const auto& [name, contents] : files) {
    hash.add(name + "\n" + std::to_string(contents.size()) + "\n");
    hash.add(contents);
  }
  return hash.finish_hex();
}

/// Reasons that the program itself gives; each must have a text like those that a rule names.
constexpr const char* own_reasons[] = {
    "not_member",   "cover_not_started", "cover_ended",           "committee_decides",
    "outside_band", "age_limit",         "not_entitled_relation", "not_eligible_status",
    "no_rate"};

class Loader {
 public:
  explicit Loader(Files files) : files_(std::move(files)) {}

  Result<PackPtr> load(const std::string& folder) {
    auto pack = std::make_shared<Pack>();
    pack->name = folder;
    pack->hash = hash_of_files(files_);
    pack->files = files_;
    read("codes.yaml", [&](Fields& fields) { read_codes(fields, *pack); });
    read("sources.yaml", [&](Fields& fields) { read_sources(fields); });
    read("readings.yaml", [&](Fields& fields) { read_readings(fields, *pack); });
    read("reasons.yaml", [&](Fields& fields) { read_reasons(fields); });
    read("pack.yaml", [&](Fields& fields) { read_pack(fields, *pack); });
    if (!pack->vocabulary) make_names(*pack);  // pack.yaml could not be read
    read("papers.yaml", [&](Fields& fields) { read_papers(fields, loading_, *pack); });
    pack->reasons = loading_.reasons;
    for (const auto& [name, contents] : files_) {
      if (!read_.contains(name)) wrong_.push_back({name + ":1", "is not a file of a pack"});
    }
    find_unused();
    if (wrong_.empty()) return PackPtr{std::move(pack)};
    return refuse(ErrorKind::invalid, "invalid_pack",
                  wrong_.front().pointer + ": " + wrong_.front().detail, wrong_);
  }

 private:
  void read(const std::string& name, const std::function<void(Fields&)>& reader) {
    read_.insert(name);
    const auto file = files_.find(name);
    if (file == files_.end()) {
      wrong_.push_back({name + ":1", "is needed in every pack"});
      return;
    }
    const auto node = yaml_from(file->second, name);
    if (!node) {
      wrong_.insert(wrong_.end(), node.error().fields.begin(), node.error().fields.end());
      return;
    }
    Problems problems{name};
    {
      Fields fields{*node, "", problems};
      reader(fields);
    }
    wrong_.insert(wrong_.end(), problems.list().begin(), problems.list().end());
  }

  void read_codes(Fields& fields, Pack& pack) {
    fields.map("codes", [&](Fields& map) {
      for (const auto& key : map.keys()) pack.codes[key] = map.texts(key);
    });
    pack.kinds_not_opened = fields.texts("incident_kinds_that_open_nothing");
    read_fact_types(fields, pack);
    loading_.codes = pack.codes;
    loading_.codes["cover.status"] = {"not_member", "not_started", "active", "ended"};
  }

  /// The facts of the pack's own, each with its type: text where none is said.
  void read_fact_types(Fields& fields, Pack& pack) {
    static const std::map<std::string, FactType> types = {{"text", FactType::text},
                                                          {"number", FactType::number},
                                                          {"boolean", FactType::boolean},
                                                          {"date", FactType::date}};
    for (const auto& fact : pack.codes["facts"]) own_.facts[fact] = FactType::text;
    fields.map("fact_types", [&](Fields& map) {
      for (const auto& fact : map.keys()) {
        const auto type = types.find(map.text(fact));
        if (!own_.facts.contains(fact)) map.problem(fact, "is listed under codes/facts");
        if (type == types.end()) map.problem(fact, "is text, number, boolean or date");
        if (type == types.end() || !own_.facts.contains(fact)) continue;
        own_.facts[fact] = type->second;
        if (type->second == FactType::boolean) pack.codes["facts." + fact] = {"true", "false"};
      }
    });
  }

  void read_sources(Fields& fields) {
    fields.map("sources", [&](Fields& map) {
      for (const auto& id : map.keys()) {
        map.map(id, [&](Fields& source) {
          loading_.sources[id] = source.text("cite");
          source.text("confidence");
          source.text_or("note", "");
        });
      }
    });
  }

  void read_readings(Fields& fields, Pack& pack) {
    fields.map("readings", [&](Fields& map) {
      for (const auto& number : map.keys()) {
        map.map(number, [&](Fields& reading) {
          pack.readings[number] = {reading.text("value"), reading.text("reason")};
          reading.map("parameters", [&](Fields& parameters) { read_parameters(parameters); });
        });
        loading_.readings.insert(number);
      }
    });
  }

  void read_parameters(Fields& fields) {
    for (const auto& name : fields.keys()) {
      const std::string literal = fields.text(name);
      // Without the function a day would be read as a subtraction.
      if (date_from(literal))
        fields.problem(name, "is date(\"" + literal + "\"), as FEEL writes a day");
      if (!own_.parameters.emplace(name, literal).second) fields.problem(name, "is given twice");
    }
  }

  void read_reasons(Fields& fields) {
    fields.map("reasons", [&](Fields& map) {
      for (const auto& code : map.keys()) {
        map.map(code, [&](Fields& reason) {
          std::string means = reason.text("means");
          loading_.reasons[code] = means + " " + reason.text("what_you_can_do");
        });
      }
    });
    for (const char* reason : own_reasons) {
      if (!loading_.reasons.contains(reason)) {
        fields.problem("reasons", "\"" + std::string{reason} + "\" has no text");
      }
    }
  }

  void read_pack(Fields& fields, Pack& pack) {
    if (fields.text("pack") != pack.name) fields.problem("pack", "is the folder's name");
    pack.title = fields.text("title");
    pack.country = fields.text_or("country", "");
    pack.flag_paid_less = fields.text("flag_paid_less_than_owed");
    check_code(fields, "flag_paid_less_than_owed", "flag", pack.flag_paid_less, loading_);
    read_calendars(fields);
    for (const auto& scheme : fields.texts("schemes")) {
      if (is_one_of(own_.schemes, scheme)) fields.problem("schemes", "names each scheme once");
      if (!is_one_of(own_.schemes, scheme)) own_.schemes.push_back(scheme);
    }
    make_names(pack);
    for (const auto& scheme : own_.schemes) {
      read(scheme + ".yaml",
           [&](Fields& map) { pack.schemes.push_back(scheme_from(map, loading_)); });
    }
    for (const auto& number : fields.texts("readings_of_the_whole_pack")) {
      if (!loading_.readings.contains(number)) {
        fields.problem("readings_of_the_whole_pack", "are listed in readings.yaml");
      }
      loading_.cited.insert(number);
    }
  }

  void read_calendars(Fields& fields) {
    static const std::vector<std::string> weekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                      "thursday", "friday", "saturday"};
    fields.map("calendars", [&](Fields& map) {
      for (const auto& name : map.keys()) {
        map.map(name, [&](Fields& calendar) {
          Calendar& read = loading_.calendars[name];
          if (calendar.has("weekend")) read.is_weekend.fill(false);
          for (const auto& day : calendar.texts("weekend")) {
            const auto found = std::ranges::find(weekdays, day) - weekdays.begin();
            if (found == 7) calendar.problem("weekend", "are days such as friday");
            if (found < 7) read.is_weekend[static_cast<std::size_t>(found)] = true;
          }
          for (const auto& text : calendar.texts("holidays")) {
            const auto day = date_from(text);
            if (!day) calendar.problem("holidays", "are days such as 2024-12-25");
            if (day) read.holidays.insert(*day);
          }
          basis_of(calendar, loading_);
        });
      }
    });
  }

  /// What FEEL may mention: facts, parameters, the pack's decisions and functions.
  void make_names(Pack& pack) {
    pack.fact_types = own_.facts;
    feel::Names functions;
    add_functions(functions);
    for (const auto& [name, contents] : files_) {
      if (!name.ends_with(".dmn")) continue;
      read_.insert(name);
      pack.tables.add(name, contents, functions, wrong_);
    }
    const Vocabulary facts{own_};
    for (const auto& decision : pack.tables.names()) {
      if (facts.names().slot_of(decision)) {
        wrong_.push_back({"pack.yaml:1", "the decision " + decision + " has the name of a fact"});
      } else if (!is_one_of(own_.decisions, decision)) {
        own_.decisions.push_back(decision);
      }
    }
    pack.vocabulary = std::make_unique<Vocabulary>(own_);
    for (const auto& problem : pack.vocabulary->problems()) {
      wrong_.push_back({"readings.yaml:1 " + problem.pointer, problem.detail});
    }
    add_functions(pack.vocabulary->names());
    loading_.names = &pack.vocabulary->names();
    loading_.tables = &pack.tables;
    pack.tables.connect(loading_, wrong_);
  }

  /// A source or reading that no rule rests on is a rule that somebody forgot; a parameter that no
  /// rule reads has no effect.
  void find_unused() {
    if (!wrong_.empty()) return;
    for (const auto& [name, literal] : own_.parameters) {
      if (!loading_.used.contains(loading_.names->slot_of("parameters." + name).value())) {
        wrong_.push_back({"readings.yaml:1 parameters/" + name, "no rule reads this parameter"});
      }
    }
    for (const auto& [id, cite] : loading_.sources) {
      if (!loading_.cited.contains(id))
        wrong_.push_back({"sources.yaml:1 sources/" + id, "no rule rests on this source"});
    }
    for (const auto& number : loading_.readings) {
      if (!loading_.cited.contains(number)) {
        wrong_.push_back({"readings.yaml:1 readings/" + number, "no rule follows this reading"});
      }
    }
  }

  Files files_;
  std::set<std::string> read_;
  Loading loading_;
  Vocabulary::Own own_;
  std::vector<FieldProblem> wrong_;
};

}  // namespace

Result<PackPtr> pack_from(const std::string& name, std::map<std::string, std::string> files) {
  return Loader{std::move(files)}.load(name);
}

}  // namespace haven::scheme
