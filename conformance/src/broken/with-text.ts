/** Changes the body of each response. */
export function withText(change: (text: string) => string): (response: Response) => Promise<Response> {
  return async (response) => {
    const { status, headers } = response;
    return new Response(change(await response.text()), { status, headers });
  };
}
