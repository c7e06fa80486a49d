import { describe, expect, it } from "vitest";
import { centurylinkV1Credentials, createCenturylinkV1Simulator } from "./centurylink-v1-simulator.ts";
import { createCaller, type Answered, type Caller, type CallInit } from "./testing/caller.ts";
import { createTestClock } from "./testing/test-clock.ts";

const cookie = "Tier3.API.Cookie=simulated-session-1";
const jsonStatus = "POST /REST/Queue/GetRequestStatus/JSON";
const xmlStatus = "POST /REST/Queue/GetRequestStatus/XML";

function json(body: string, headers: Readonly<Record<string, string>> = { cookie }): CallInit {
  return { headers: { "content-type": "application/json", ...headers }, body };
}

function xml(body: string, headers: Readonly<Record<string, string>> = { cookie }): CallInit {
  return { headers: { "content-type": "text/xml", ...headers }, body };
}

async function logOn(call: Caller): Promise<Answered> {
  return call("POST /REST/Auth/Logon/JSON", json(JSON.stringify(centurylinkV1Credentials), {}));
}

/** The event of the vendor's two examples, which are one second in 2010 in two notations. */
function documentedSimulator(): ReturnType<typeof createCenturylinkV1Simulator> {
  const simulator = createCenturylinkV1Simulator({ clock: createTestClock("2010-05-29T01:48:49.527Z") });
  simulator.start({ id: "50", phases: [{ status: "Succeeded", message: "Request completed", percent: 100 }] });
  return simulator;
}

describe("the simulated CenturyLink Cloud v1", () => {
  it("gives the documented response in JSON", async () => {
    const call = createCaller(documentedSimulator());
    expect((await logOn(call)).headers.getSetCookie()).toEqual([`${cookie}; path=/; HttpOnly`]);
    const response = await call(jsonStatus, json('{"RequestID":"50"}'));
    expect(response.json).toEqual({
      RequestDetails: {
        RequestID: 50,
        RequestTitle: "Creating Server UT1XXLAB01",
        ProgressDesc: "Request completed",
        StatusDate: "/Date(1275097729527)/",
        PercentComplete: 100,
        CurrentStatus: "Succeeded",
        StepNumber: 0,
      },
      Success: true,
      Message: "Request Status successfully retrieved.",
      StatusCode: 0,
    });
    expect(response.text).toContain(String.raw`"\/Date(1275097729527)\/"`);
  });

  it("gives the documented response in XML, its clock seven hours behind", async () => {
    const call = createCaller(documentedSimulator());
    await logOn(call);
    const response = await call(
      xmlStatus,
      xml("<QueueStatusRequest>\n  <RequestID>50</RequestID>\n</QueueStatusRequest>"),
    );
    expect(response.headers.get("content-type")).toBe("text/xml; charset=utf-8");
    expect(response.text).toBe(
      '<QueueStatusResponse Success="true" Message="Request Status successfully retrieved." StatusCode="0">' +
        '<RequestDetails RequestID="50" RequestTitle="Creating Server UT1XXLAB01" ProgressDesc="Request completed" ' +
        'StatusDate="2010-05-28T18:48:49.527" PercentComplete="100" CurrentStatus="Succeeded" StepNumber="0" />' +
        "</QueueStatusResponse>",
    );
    expect(call.compared()).toEqual(["getRequestStatusXml 200 text/xml", "logonJson 200 application/json"]);
  });

  it("takes a job from its start call to its end, step by step", async () => {
    const clock = createTestClock("2014-11-24T10:00:00Z");
    const call = createCaller(createCenturylinkV1Simulator({ clock }));
    await logOn(call);
    const started = await call(
      "POST /REST/Network/AddPublicIPAddress/JSON",
      json('{"AccountAlias":"ALIAS","Name":"WA1A"}'),
    );
    expect(started.json).toEqual({ RequestID: 50, Success: true, Message: "The request was queued.", StatusCode: 0 });
    const seen: unknown[] = [];
    for (const waitMs of [0, 2_000, 2_000, 3_000, 1_000, 2_000]) {
      clock.advance(waitMs);
      seen.push((await call(jsonStatus, json('{"RequestID":50}'))).json);
    }
    const details = (status: string, step: number, percent: number, text: string, atMs: number): unknown => ({
      RequestDetails: {
        RequestID: 50,
        RequestTitle: "AddPublicIPAddress WA1A",
        ProgressDesc: text,
        StatusDate: `/Date(${1_416_823_200_000 + atMs})/`,
        PercentComplete: percent,
        CurrentStatus: status,
        StepNumber: step,
      },
      Success: true,
      Message: "Request Status successfully retrieved.",
      StatusCode: 0,
    });
    // Four steps in eight seconds of work, which begins after two: a new one at 2, 4, 6 and 8 s.
    expect(seen).toEqual([
      details("Not Started", 0, 0, "Waiting for a worker", 0),
      details("Executing", 1, 0, "Checking the request", 2_000),
      details("Executing", 2, 25, "Reserving resources", 4_000),
      details("Resumed", 3, 62, "Configuring the server", 7_000),
      details("Resumed", 4, 75, "Starting the server", 8_000),
      details("Succeeded", 0, 100, "Request completed", 10_000),
    ]);
  });

  describe("has two queues", () => {
    const deployment = "POST /REST/Blueprint/GetDeploymentStatus/JSON";

    it.each([
      ["/REST/Server/PowerOnServer/JSON", deployment, jsonStatus],
      ["/REST/Group/PauseHardwareGroup/JSON", deployment, jsonStatus],
      ["/REST/Blueprint/DeployBlueprint/JSON", deployment, jsonStatus],
      ["/REST/Account/SuspendAccount/JSON", deployment, jsonStatus],
      ["/REST/Network/AddPublicIPAddress/JSON", jsonStatus, deployment],
      ["/REST/Network/UpdatePublicIPAddress/JSON", jsonStatus, deployment],
      ["/REST/Blueprint/PublishPackage/JSON", jsonStatus, deployment],
    ])("the job of %s is in one of them", async (start, right, wrong) => {
      const call = createCaller(createCenturylinkV1Simulator());
      await logOn(call);
      expect((await call(`POST ${start}`, json("{}"))).json).toMatchObject({ RequestID: 50, Success: true });
      expect((await call(right, json('{"RequestID":50}'))).json).toMatchObject({ Success: true });
      expect((await call(wrong, json('{"RequestID":50}'))).json).toMatchObject({ Success: false, StatusCode: 5 });
    });

    it("one id names two jobs, one in each queue", async () => {
      const simulator = createCenturylinkV1Simulator();
      const call = createCaller(simulator);
      await logOn(call);
      simulator.start({ id: "210", operation: "deployment", phases: [{ status: "Failed" }] });
      simulator.start({ id: "210", phases: [{ status: "Succeeded" }] });
      expect((await call(deployment, json('{"RequestID":210}'))).json).toMatchObject({ CurrentStatus: "Failed" });
      expect((await call(jsonStatus, json('{"RequestID":210}'))).json).toMatchObject({
        RequestDetails: { CurrentStatus: "Succeeded" },
      });
      expect(() => simulator.start({ id: "210", operation: "deployment" })).toThrow("is taken by another job");
      simulator.forget("210");
      expect((await call(deployment, json('{"RequestID":210}'))).json).toMatchObject({ StatusCode: 5 });
    });

    it("gives the documented response of GetDeploymentStatus, in both formats", async () => {
      const simulator = createCenturylinkV1Simulator({ clock: createTestClock("2011-10-13T04:34:23.790Z") });
      const fields = { Servers: ["WA1T3NWEB01"] };
      const phases = [{ status: "Failed", message: "Error Building Blueprint", percent: 0 }];
      simulator.start({ id: "210", operation: "deployment", phases, fields });
      const call = createCaller(simulator);
      await logOn(call);
      expect((await call(deployment, json('{"RequestID":210,"LocationAlias":"WA1"}'))).json).toEqual({
        RequestID: 210,
        CurrentStatus: "Failed",
        Description: "Error Building Blueprint",
        StatusDate: "/Date(1318480463790)/",
        Step: "0",
        PercentComplete: 0,
        Success: true,
        Message: "Success",
        StatusCode: 0,
        Servers: ["WA1T3NWEB01"],
      });
      const body = "<GetDeploymentStatusRequest><RequestID>210</RequestID></GetDeploymentStatusRequest>";
      expect((await call("POST /REST/Blueprint/GetDeploymentStatus/XML", xml(body))).text).toBe(
        '<GetDeploymentStatusResponse RequestID="210" CurrentStatus="Failed" Description="Error Building Blueprint" ' +
          'StatusDate="2011-10-12T21:34:23.79" Step="0" PercentComplete="0" Success="true" Message="Success" StatusCode="0">' +
          "<Servers><string>WA1T3NWEB01</string></Servers></GetDeploymentStatusResponse>",
      );
      expect(call.compared()).toEqual([
        "getDeploymentStatusJson 200 application/json",
        "getDeploymentStatusXml 200 text/xml",
        "logonJson 200 application/json",
      ]);
    });
  });

  it("keeps every digit of an id in both formats", async () => {
    const simulator = createCenturylinkV1Simulator();
    const call = createCaller(simulator);
    await logOn(call);
    simulator.start({ id: "9007199254740993" });
    const asNumber = await simulator.fetch(
      new Request("https://provider.example/REST/Queue/GetRequestStatus/JSON", {
        method: "POST",
        headers: { "content-type": "application/json", cookie },
        body: '{"RequestID":9007199254740993}',
      }),
    );
    expect(await asNumber.text()).toContain('"RequestID":9007199254740993,');
    const asXml = await call(
      xmlStatus,
      xml("<QueueStatusRequest><RequestID>9007199254740993</RequestID></QueueStatusRequest>"),
    );
    expect(asXml.text).toContain(' RequestID="9007199254740993" ');
  });

  it.each([
    { fault: "an unknown id", request: json('{"RequestID":51}'), code: 5 },
    { fault: "an id that isn't a number", request: json('{"RequestID":"abc"}'), code: 900 },
    { fault: "no id", request: json("{}"), code: 3 },
    { fault: "broken JSON", request: json('{"RequestID":'), code: 3 },
    { fault: "a list", request: json("[50]"), code: 3 },
    { fault: "the other format's content type", request: xml('{"RequestID":50}'), code: 3 },
    { fault: "no cookie", request: json('{"RequestID":50}', {}), code: 100 },
    { fault: "a stale cookie", request: json('{"RequestID":50}', { cookie: "Tier3.API.Cookie=old" }), code: 100 },
  ])("answers 200 with StatusCode $code to $fault", async ({ request, code }) => {
    const call = createCaller(documentedSimulator());
    await logOn(call);
    const response = await call(jsonStatus, request);
    expect(response.status).toBe(200);
    expect(response.json).toEqual({ Success: false, Message: expect.any(String) as unknown, StatusCode: code });
    expect(call.compared()).toContain("getRequestStatusJson 200 application/json");
  });

  it.each([
    { fault: "broken XML", body: "<QueueStatusRequest><RequestID>50", code: 3 },
    { fault: "an unknown id", body: "<QueueStatusRequest><RequestID>51</RequestID></QueueStatusRequest>", code: 5 },
  ])("answers in XML with StatusCode $code to $fault", async ({ body, code }) => {
    const call = createCaller(documentedSimulator());
    await logOn(call);
    const response = await call(xmlStatus, xml(body));
    expect(response.status).toBe(200);
    expect(response.text).toMatch(
      new RegExp(`^<QueueStatusResponse Success="false" Message="[^"]+" StatusCode="${code}" />$`),
    );
  });

  it("refuses a caller without the right to read jobs, and wrong credentials", async () => {
    const simulator = documentedSimulator();
    const call = createCaller(simulator);
    await logOn(call);
    simulator.setState("the caller may not read jobs");
    expect((await call(jsonStatus, json('{"RequestID":50}'))).json).toMatchObject({ Success: false, StatusCode: 101 });
    const logon = await call(
      "POST /REST/Auth/Logon/XML",
      xml("<LogonRequest><APIKey>x</APIKey><Password>y</Password></LogonRequest>"),
    );
    expect(logon.text).toContain('StatusCode="100"');
    expect(logon.headers.getSetCookie()).toEqual([]);
  });

  it("names a started job in XML as the vendor's pages do: in an element of its own", async () => {
    const call = createCaller(createCenturylinkV1Simulator());
    await logOn(call);
    const response = await call(
      "POST /REST/Server/PowerOnServer/XML",
      xml("<ServerRequest><Name>A</Name></ServerRequest>"),
    );
    expect(response.text).toBe(
      '<QueuedItemResponse Success="true" Message="The request was queued." StatusCode="0"><RequestID>50</RequestID></QueuedItemResponse>',
    );
  });

  it("starts no job where the scenario refuses, and says so in XML as well", async () => {
    const simulator = createCenturylinkV1Simulator({ scenario: { refusal: "The server is off." } });
    const call = createCaller(simulator);
    await logOn(call);
    const response = await call(
      "POST /REST/Server/PowerOnServer/XML",
      xml("<PowerOnServerRequest><Name>A</Name></PowerOnServerRequest>"),
    );
    expect(response.text).toBe('<QueuedItemResponse Success="false" Message="The server is off." StatusCode="6" />');
  });

  it("ends a session at logout", async () => {
    const call = createCaller(documentedSimulator());
    await logOn(call);
    const logout = await call("POST /REST/Auth/Logout/JSON", { headers: { cookie } });
    expect(logout.json).toMatchObject({ Success: true, StatusCode: 0 });
    expect((await call(jsonStatus, json('{"RequestID":50}'))).json).toMatchObject({ StatusCode: 100 });
  });
});
