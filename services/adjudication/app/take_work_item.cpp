#include "services/adjudication/app/take_work_item.hpp"

#include "services/adjudication/store/work_items.hpp"

namespace haven::adjudication {

Result<WorkItem> take_work_item(db::Transaction& tx, const TakeWorkItem& command) {
  auto item = store::find_work_item_locking_claim(tx, command.fund, command.item);
  if (!item)
    return refuse(ErrorKind::not_found, "work_item_unknown", "There is no such work item.");

  if (auto may = may_take(*item, command.subject, command.expected_version); !may) return pass(may);

  if (!store::assign_work_item(tx, *item, command.subject)) {
    return refuse(ErrorKind::conflict, "work_item_changed",
                  "The work item changed at this moment; read it again.");
  }
  item->state = WorkItemState::assigned;
  item->assignee = command.subject;
  item->version += 1;
  return *item;
}

}  // namespace haven::adjudication
