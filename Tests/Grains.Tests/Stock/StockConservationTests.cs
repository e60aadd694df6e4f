using CsCheck;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Stock;

namespace Marketplace.Grains.Tests.Stock;

/// <summary>Orders reserve, decide, confirm, release and return; messages are late, lost, repeated and overtaken; the sweep asks at any time.</summary>
public sealed class StockConservationTests
{
    private const int Start = 12;
    private const int Lines = 6;

    private static readonly Gen<(int Action, int Line, int Choice)[]> Steps =
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, Lines - 1], Gen.Int[0, 99]).Array[0, 80];

    [Fact]
    public void Each_unit_comes_and_goes_once() => Steps.Sample(
        steps =>
        {
            var run = new Run();
            foreach (var (action, line, choice) in steps)
            {
                run.Step(action, line, choice);
                run.Check();
            }

            run.End();
        },
        iter: 5_000);

    private enum Fate
    {
        Running,
        Sold,
        Released,
        Returned,
    }

    private sealed class Run
    {
        private readonly StockUnderTest _stock = StockUnderTest.With(Start);
        private readonly Fate[] _fates = new Fate[Lines];
        private readonly bool[] _held = new bool[Lines];
        private readonly List<Action> _late = [];

        public void Step(int action, int line, int choice)
        {
            switch (action)
            {
                case 0:
                    if (_fates[line] == Fate.Running)
                        _held[line] |= Reserve(line) == ReserveStatus.Reserved;
                    _late.Add(() => Reserve(line));
                    break;
                case 1 when _fates[line] == Fate.Running:
                    Decide(line, choice);
                    break;
                case 2 when _fates[line] == Fate.Sold:
                    _fates[line] = Fate.Returned;
                    _stock.Return(Order(line), Units(line));
                    _late.Add(() => _stock.Return(Order(line), Units(line)));
                    break;
                case 3 when _late.Count > 0:
                    Late(choice);
                    break;
                case 4:
                    Sweep(line);
                    break;
                case 5 when _late.Count > 0:
                    // A message that is repeated.
                    _late[choice % _late.Count]();
                    break;
                case 6:
                    _stock.Move(Order(line));
                    break;
            }
        }

        public void Check()
        {
            var head = _stock.Head;
            Assert.InRange(head.Reserved, 0, head.OnHand);
            var living = _stock.Entity.Rows(StockRows.Living);
            Assert.Equal(head.Reserved, living.Sum(row => row.Value.Units));
            Assert.Equal(
                living.Select(row => (row.Value.Number, new LivingLine(row.Key, row.Value.Units, row.Value.Since))).Order(),
                _stock.Entity.Rows(StockRows.LivingByNumber).Select(row => (StockRows.NumberOf(row.Key), row.Value)));
            Assert.Equal(Start, head.OnHand + head.Sold);
        }

        /// <summary>Every order ends, every message arrives, every reservation is asked about.</summary>
        public void End()
        {
            for (var line = 0; line < Lines; line++)
            {
                if (_fates[line] == Fate.Running)
                    Decide(line, 1);
            }

            while (_late.Count > 0)
                Late(0);
            for (var line = 0; line < Lines; line++)
                Sweep(line);
            Check();

            Assert.Equal(0, _stock.Head.Reserved);
            Assert.Equal(Enumerable.Range(0, Lines).Where(line => _fates[line] == Fate.Sold).Sum(Units), _stock.Head.Sold);
        }

        private void Decide(int line, int choice)
        {
            _fates[line] = _held[line] && choice % 3 > 0 ? Fate.Sold : Fate.Released;
            if (_fates[line] == Fate.Released)
            {
                _stock.Release(Order(line));
                _late.Add(() => _stock.Release(Order(line)));
            }
            else if (choice % 2 == 0)
            {
                // Otherwise the hint is lost.
                _late.Add(() => _stock.Confirm(Order(line)));
            }
        }

        private void Late(int choice)
        {
            var place = choice % _late.Count;
            var message = _late[place];
            _late.RemoveAt(place);
            message();
        }

        private void Sweep(int line)
        {
            if (_stock.Entity.Rows(StockRows.Living).All(row => row.Key != StockRows.KeyOf(Order(line), 0)))
                return;
            if (_fates[line] == Fate.Sold)
                _stock.Confirm(Order(line));
            else if (_fates[line] != Fate.Running)
                _stock.Release(Order(line));
        }

        private ReserveStatus Reserve(int line) => _stock.Reserve(Order(line), Units(line));

        private static string Order(int line) => $"ord_{line}";

        private static int Units(int line) => 1 + line;
    }
}
