#include "common/scheme/decision.hpp"

namespace haven::scheme {

std::string name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::pay: return "pay";
    case Outcome::refuse: return "refuse";
    case Outcome::refer: return "refer";
  }
  return "";
}

}  // namespace haven::scheme
