using System.Globalization;
using Marketplace.StoreProcess;
using Marketplace.StoreProcess.Readers;

// Takes the folder, then commands, a line each: "<number> <command>". The answer is "<number> <text>", whenever it is there.
// With 'readers' before the folder it is a silo whose log is read.
using var session = new Session(args[^1]);
var grains = new GrainSession(session.Store);
using var readers = new ReadersSession(args[^1]);
Console.WriteLine($"0 {(args is ["readers", _] ? await readers.OpenAsync() : session.Open())}");
while (Console.ReadLine() is { } line)
    _ = Task.Run(() => AnswerAsync(line.Split(' ')));

async Task AnswerAsync(string[] words)
{
    var answer = words[1..] switch
    {
        ["commit", var id, var marker] => await session.CommitAsync(id, marker),
        ["update", var id, var marker] => await session.UpdateAsync(id, marker),
        ["read", var id] => await session.ReadAsync(id),
        ["events", var id] => await session.EventsAsync(id),
        ["resolve", var id] => await session.ResolveAsync(id),
        ["burst", var first, var callers, var each] => await session.BurstAsync(Number(first), Number(callers), Number(each)),
        ["failure"] => session.Failure,
        ["note", var id, var marker] => await grains.NoteAsync(id, marker),
        ["unnote", var id] => await grains.ClearAsync(id),
        ["noted", var id] => await grains.NotedAsync(id),
        ["notes", var first, var callers, var each] => await grains.NoteManyAsync(Number(first), Number(callers), Number(each)),
        ["remind", var name] => await grains.RemindAsync(name),
        ["unremind", var name] => await grains.ForgetAsync(name),
        ["reminders"] => await grains.RemindersAsync(),
        ["write"] => await readers.WriteAsync(),
        ["logged"] => await readers.LoggedAsync(),
        ["told"] => await readers.ToldAsync(),
        ["projected"] => readers.Projected,
        _ => "unknown command",
    };
    Console.WriteLine($"{words[0]} {answer}");
}

static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
