// Folders in the openData layout as people have them, and what the command says of them.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FolderFault, readFolder } from '../../../src/features/forums/opinion/folder.ts'
import { root } from '../../../src/platform/root.ts'

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'opinion-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

const put = (name: string, lines: string[], end = '\n') => writeFile(join(folder, name), lines.join(end) + end)

const comments = [
  'comment-body,comment-id,moderated,agrees,is-meta',
  '"Dua baris,\nsatu usul",0,1,2,false',
  'Ditolak,7,-1,1,false',
  'Tentang saya,3,0,1,True',
]
const votes = [
  'timestamp,comment-id,voter-id,vote',
  '30,7,9f2c,1',
  '20,0,9f2c,-1',
  '40,0,9f2c,1',
  '10,3,10,0',
  '50,0,10,-1',
]
const rows = ['group-id,participant,n-votes,7,0,3', '1,9f2c,2,1,1,', ',10,2,,-1,0']

/** The last vote of each pair, by names. */
async function read() {
  const { participants, statements, votes: cast, published, isInOrder } = await readFolder(folder)
  const last = new Map<string, number>()
  cast.value.forEach((value, at) =>
    last.set(`${participants[cast.participant[at] ?? -1]} ${statements[cast.statement[at] ?? -1]?.id}`, value),
  )
  return { participants, statements, published, isInOrder, last: Object.fromEntries(last) }
}

const found = { '9f2c 7': 1, '9f2c 0': 1, '10 3': 0, '10 0': -1 }

describe('a folder', () => {
  test('with gaps between the numbers, columns in any order, a mark at its beginning and foreign ends of lines', async () => {
    await put('comments.csv', ['\uFEFF' + (comments[0] ?? ''), ...comments.slice(1)], '\r\n')
    await put('votes.csv', votes, '\r\n')
    await put('participants-votes.csv', rows, '\r\n')
    const { statements, participants, published, isInOrder, last } = await read()
    expect(statements.map(({ id, text, isRejected, isMeta }) => [id, text, isRejected, isMeta])).toEqual([
      ['0', 'Dua baris, satu usul', false, false],
      ['3', 'Tentang saya', false, true],
      ['7', 'Ditolak', true, false],
    ])
    expect(last).toEqual(found)
    expect(isInOrder).toBe(true)
    expect(participants.map((id, i) => [id, published[i]]).toSorted()).toEqual([
      ['10', null],
      ['9f2c', '1'],
    ])
  })

  test('without its log has the votes of its rows; without rows, no groups to compare with', async () => {
    await put('comments.csv', comments)
    await put('participants-votes.csv', rows)
    expect(await read()).toMatchObject({ last: found, isInOrder: false })
    await rm(join(folder, 'participants-votes.csv'))
    await put('votes.csv', votes)
    expect(await read()).toMatchObject({ last: found, published: [null, null] })
  })

  test('that is none, or holds something else, is refused with a reason', async () => {
    await expect(readFolder(join(folder, 'none'))).rejects.toThrow(FolderFault)
    await expect(readFolder(folder)).rejects.toThrow('neither votes.csv nor participants-votes.csv')
    await put('votes.csv', ['timestamp,comment-id,voter-id,vote', '1,0,0,2'])
    await expect(readFolder(folder)).rejects.toThrow('"2" as a vote in row 2')
    await put('votes.csv', ['a,b', '1,2'])
    await expect(readFolder(folder)).rejects.toThrow('no "voter-id" in row 2')
    await put('votes.csv', ['timestamp,comment-id,voter-id,vote'])
    await expect(readFolder(folder)).rejects.toThrow('holds no votes')
  })
})

test('the command says in one line what is wrong, and ends with 1', async () => {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/opinion.ts', folder], { cwd: root })
  await expect(run).rejects.toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^[^\n]+\n$/) })
})
