/** A line that appears for some seconds in `target` (a selector), or an alert that waits for OK. */
export function Toast(props: { target: string; text: string; alert?: boolean; failed?: boolean; ok: string }) {
  return (
    <hx-partial hx-target={props.target} hx-swap="beforeend">
      {props.alert === true ? (
        <div class="alert" role="alertdialog" aria-label={props.text}>
          <p>{props.text}</p>
          <button type="button" class="primary" autofocus data-dismiss>
            {props.ok}
          </button>
        </div>
      ) : (
        <div class={props.failed === true ? 'toast failed' : 'toast'} data-toast>
          {props.text}
        </div>
      )}
    </hx-partial>
  )
}
