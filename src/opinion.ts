// npm run opinion -- <folder>: the opinion groups in a folder in the openData layout of Polis.
import { analyse } from './features/forums/opinion/analysis.ts'
import { admitInTurn } from './features/forums/opinion/members.ts'
import { FolderFault, readFolder } from './features/forums/opinion/folder.ts'
import { describeFolder } from './features/forums/opinion/describing.ts'

const [path] = process.argv.slice(2)
if (path === undefined) {
  process.stderr.write('Name the folder: npm run opinion -- <folder with comments.csv and votes.csv>\n')
  process.exit(1)
}
try {
  const folder = await readFolder(path)
  const { participants, statements, votes } = folder
  const opinion = analyse({
    participants: participants.length,
    statements: statements.length,
    votes,
    hidden: Uint8Array.from(statements, ({ isRejected, isMeta }) => (isRejected || isMeta ? 1 : 0)),
    meta: Uint8Array.from(statements, ({ isMeta }) => (isMeta ? 1 : 0)),
    earlier: null,
    ...(folder.isInOrder && { admitted: admitInTurn(votes, participants.length, statements.length) }),
    seed: 1,
  })
  process.stdout.write(`${describeFolder(folder, opinion)}\n`)
} catch (error) {
  if (!(error instanceof FolderFault)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
