using System.Globalization;
using Marketplace.StoreProcess;

// Takes the folder, then commands, a line each: "<number> <command>". The answer is "<number> <text>", whenever it is there.
using var session = new Session(args[0]);
Console.WriteLine($"0 {session.Open()}");
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
        _ => "unknown command",
    };
    Console.WriteLine($"{words[0]} {answer}");
}

static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
