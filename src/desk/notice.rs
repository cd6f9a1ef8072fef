//! The paper that a family takes home: what was decided and it does not know yet, and the documents
//! that are lacking. Printing it writes nothing: an agent says that the family was told.

use super::decision::to_tell;
use super::documents;
use super::refusal::Refusal;
use super::request::Reply;
use super::tasks::family_name;
use super::{Answer, Counter, known_family};
use crate::domain::ids::FamilyId;
use crate::domain::time::Moment;
use crate::print::notice::{NoticeText, notice};

pub(super) fn open(counter: &mut Counter, now: Moment, id: FamilyId) -> Answer<Reply> {
    let agent = counter.agent()?;
    let read = counter.store.read();
    let family = known_family(read, id)?;
    let decided = to_tell(read, &counter.profile, id)?;
    let lacking = documents::of_family(counter, now, &family)?.into_iter();
    let lacking: Vec<(String, String)> =
        lacking.filter(|line| !line.valid).map(|line| (line.label, line.status)).collect();
    if decided.is_empty() && lacking.is_empty() {
        let sentence = "Rien à réclamer ni à annoncer\u{a0}: toutes les pièces sont là.".to_owned();
        return Err(Refusal::Sentence(sentence).into());
    }
    let (name, _) = family_name(read, id)?;
    let town = format!("{} {}", family.postcode, family.town);
    let contact = &counter.profile.contact;
    let page = notice(&NoticeText {
        town: &counter.house.commune,
        specimen: counter.house.demo,
        on: now.today(),
        name: &name,
        address: &[family.address.as_str(), town.trim()],
        decided: &decided,
        lacking: &lacking,
        contact: &format!("{} · {}", contact.phone, contact.email),
    });
    counter.store.log_look(agent.id, id, now)?;
    Ok(Reply::Page(page))
}
