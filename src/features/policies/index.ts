import type { Feature } from '../../platform/feature.ts'
import { answering, onPublicize, onReply, onUnpublish, publicizing } from './answering.ts'
import { asking, onAsk } from './asking.ts'
import { commands } from './bot.ts'
import { versionsButton, withdrawButton } from './cardViews.ts'
import { charting } from './charting.ts'
import { reading } from './drafting.ts'
import { onDraft, onDrop, onPair, onPairs, onPlace, onPlaces, onPublish } from './draftPresses.ts'
import {
  audienceButton,
  draftButton,
  dropButton,
  effectiveButton,
  pairsButton,
  placeButton,
  placesButton,
  publishButton,
} from './draftViews.ts'
import { onFaq } from './faq.ts'
import { unacknowledged } from './groups.ts'
import { listingMissing } from './missing.ts'
import { dropping, reminding } from './jobs.ts'
import { onOriginal } from './original.ts'
import { pairButton } from './pairViews.ts'
import { collectPolicies, forgetPolicies } from './personal.ts'
import { onQuestions, onRenew } from './questionLists.ts'
import { publicizeButton, questionsButton, renewButton, replyButton, unpublishButton } from './questionViews.ts'
import { onAcknowledge, onAnswer, onQuiz } from './quiz.ts'
import { onAt, onContents, onEnd, onRead, onWhy } from './reading.ts'
import * as button from './readingButtons.ts'
import { atButton, cardButton } from '../../shared/policies/buttons.ts'
import { reportPresses } from './reportPresses.ts'
import { policyReport } from './reporting.ts'
import { funnelExport } from './funnelExport.ts'
import { questionsExport } from './questionsExport.ts'
import { choosingAudience, choosingEffective, onAudience, onEffective } from './settingDialogs.ts'
import { onCard, onList, onVersions, onWithdraw, opened } from './shelf.ts'
import { publishable, submitting } from './submitting.ts'

export const policies: Feature = {
  name: 'policies',
  commands,
  buttons: [
    onList(button.listButton),
    onCard(cardButton),
    onVersions(versionsButton),
    onRead(button.readButton),
    onAt(atButton),
    onEnd(button.endButton),
    onContents(button.contentsButton),
    onWhy(button.whyButton),
    onOriginal(button.originalButton),
    onQuiz(button.quizButton),
    onAnswer(button.answerButton),
    onAcknowledge(button.acknowledgeButton),
    onAsk(button.askButton),
    onFaq(button.faqButton),
    onReply(replyButton),
    onPublicize(publicizeButton),
    onUnpublish(unpublishButton),
    onQuestions(questionsButton),
    onRenew(renewButton),
    onWithdraw(withdrawButton),
    onDraft(draftButton),
    onPublish(publishButton),
    onDrop(dropButton),
    onAudience(audienceButton),
    onEffective(effectiveButton),
    onPlaces(placesButton),
    onPlace(placeButton),
    onPairs(pairsButton),
    onPair(pairButton),
    ...reportPresses,
  ],
  dialogs: [submitting, choosingAudience, choosingEffective, asking, answering, publicizing],
  starts: [opened],
  publishes: [publishable],
  jobs: [reminding, dropping],
  tasks: [reading, charting, listingMissing],
  groups: [unacknowledged],
  reports: [policyReport],
  exports: [funnelExport, questionsExport],
  personal: { collect: collectPolicies, erase: forgetPolicies },
}
