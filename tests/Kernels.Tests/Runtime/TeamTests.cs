using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

/// <summary>
/// Threads: every piece once, steps one after the other, the same bits whoever does them. The pool has more workers than a small
/// machine has processors, so that the tests mean the same everywhere.
/// </summary>
public class TeamTests
{
    private const int Inputs = 0;
    private const int Outputs = 1;
    private const int Sums = 2;
    private const int Totals = 3;
    private const int BlockLength = 16;

    private static readonly WorkerPool Pool = new(7);
    private static readonly KernelStep[] Steps = [AddEpsilon, SumBlocks, Total];
    private static readonly KernelStep[] WithFault = [AddEpsilon, Fault, Total];

    public static TheoryData<int> Threads => [1, 2, 3, 7, 8, 16, 64, int.MaxValue];

    [Theory]
    [MemberData(nameof(Threads))]
    public void Steps_follow_each_other_and_bits_do_not_depend_on_threads(int threads)
    {
        foreach (var blocks in new[] { 1, 2, 3, 63, 64, 65, 1000 })
        {
            var expected = new Work(blocks, seed: blocks);
            expected.Run(threads: 1);
            expected.RequireRight();
            for (var time = 0; time < 20; time++)
            {
                var work = new Work(blocks, seed: blocks);
                work.Run(threads);
                Assert.Equal(expected.Output, work.Output);
                Assert.Equal(expected.Result, work.Result);
            }
        }
    }

    [Theory]
    [InlineData(1, 10, new[] { 0, 10 })]
    [InlineData(3, 10, new[] { 0, 3, 6, 10 })]
    [InlineData(64, 3, new[] { 0, 1, 2, 3 })]
    [InlineData(64, 100, new[] { 0, 1, 3, 4, 6, 7, 9 })]
    [InlineData(4, 1, new[] { 0, 1 })]
    public void Pieces_are_cut_evenly_whatever_the_machine(int threads, int pieces, int[] firstBorders)
    {
        var ends = new int[pieces];
        Team.Run(Pool, threads, new KernelOperands { R0 = ref As(ends) }, [NoteChunk], [(nuint)pieces]);
        var (borders, at) = (new int[Math.Min(threads, pieces) + 1], 0);
        for (var chunk = 0; chunk < borders.Length - 1; chunk++)
        {
            borders[chunk + 1] = at = ends[at];
        }

        Assert.Equal(pieces, at);
        Assert.Equal(firstBorders, borders[..firstBorders.Length]);
    }

    [Fact]
    public void Steps_of_no_piece_are_left_out()
    {
        foreach (var threads in new[] { 1, 4 })
        {
            Team.Run(Pool, threads, default, [], []);
            Team.Run(Pool, threads, default, [Never, Never], [0, 0]);
            var ends = new int[2];
            Team.Run(Pool, threads, new KernelOperands { R0 = ref As(ends) }, [Never, NoteChunk, Never], [0, 2, 0]);
            Assert.Equal(2, ends.Max());
        }
    }

    [Fact]
    public void Operands_arrive_in_their_places()
    {
        var values = Enumerable.Range(0, 32).Select(index => (float)index).ToArray();
        ReadOnlySpan<KernelStep> steps = [RequireOperands];
        var operands = new KernelOperands(0.25, 3, 5)
        {
            R0 = ref values[0],
            R1 = ref values[1],
            R2 = ref values[2],
            R3 = ref values[3],
            R4 = ref values[4],
            R5 = ref values[5],
            R6 = ref values[6],
            R7 = ref values[7],
            R8 = ref values[8],
            R9 = ref values[9],
            R10 = ref values[10],
            R11 = ref values[11],
            R12 = ref values[12],
            R13 = ref values[13],
            R15 = ref values[15],
        };
        Team.Run(1, operands, steps, [1]);
        Team.Run(Pool, 9, operands, steps, [9]);
    }

    [Fact]
    public void Arguments_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => Team.Run(0, default, [Never], [1]));
        Assert.Throws<ArgumentException>("pieces", () => Team.Run(2, default, [Never], []));
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void What_a_step_throws_comes_out_and_later_steps_do_not_begin(int threads)
    {
        for (var block = 0; block < 40; block++)
        {
            var work = new Work(blocks: 40, seed: 1);
            var exception = Assert.Throws<TimeZoneNotFoundException>(() => work.Run(threads, WithFault, (nuint)block));
            Assert.Contains(nameof(Fault), exception.StackTrace, StringComparison.Ordinal);
            Assert.All(work.Result, value => Assert.Equal(0, value));
            work.Run(threads);
            work.RequireRight();
        }
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Chunks_that_run_at_once_have_slots_of_their_own(int threads)
    {
        var taken = new int[Math.Min(threads, Pool.Size + 1)];
        for (var time = 0; time < 50; time++)
        {
            Team.Run(
                Pool,
                threads,
                new KernelOperands(0, (nuint)taken.Length, 0) { R0 = ref As(taken) },
                [TakeSlot, TakeSlot, TakeSlot],
                [100, 3, 70]);
        }

        Assert.All(taken, slot => Assert.Equal(0, slot));
    }

    [Fact]
    public void There_are_no_more_slots_than_threads_or_processors()
    {
        Assert.Equal(1, Team.Slots(1));
        Assert.Equal(Math.Min(2, Environment.ProcessorCount), Team.Slots(2));
        Assert.Equal(Environment.ProcessorCount, Team.Slots(int.MaxValue));
    }

    [Fact]
    public void A_step_may_run_a_team()
    {
        var ends = new int[8];
        Team.Run(Pool, 8, new KernelOperands { R0 = ref As(ends) }, [RunAnother, NoteChunk], [8, 8]);
        Assert.Equal(Enumerable.Range(1, 8), ends);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Callers_do_not_disturb_each_other(bool shared)
    {
        Exception? failure = null;
        var callers = Enumerable.Range(1, 16).Select(seed => new Thread(() =>
        {
            try
            {
                CallOften(shared ? WorkerPool.Shared : Pool, seed);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        })).ToList();
        callers.ForEach(caller => caller.Start());
        for (var time = 0; time < 5; time++)
        {
            GC.Collect();
        }

        Assert.All(callers, caller => Assert.True(caller.Join(TimeSpan.FromMinutes(2)), "a caller hangs"));
        Assert.Null(failure);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void No_call_allocates(int threads)
    {
        var work = new Work(blocks: 100, seed: 1);
        work.Pool.HireAll();
        for (var time = 0; time < 3; time++)
        {
            work.Run(threads);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 100; time++)
        {
            work.Run(threads);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Sleeping_workers_wake_up()
    {
        var work = new Work(blocks: 100, seed: 1);
        for (var time = 0; time < 10; time++)
        {
            work.Run(threads: 8);
            Thread.Sleep(5);
        }

        work.RequireRight();
    }

    [Fact]
    public void An_interrupted_caller_does_not_leave_its_workers()
    {
        // Leaving early it would pull its stack out from under them.
        var (rounds, interrupts, stop) = (0, 0, false);
        Exception? failure = null;
        var caller = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                try
                {
                    var work = new Work(blocks: 300, seed: 1);
                    work.Run(threads: 8);
                    work.RequireRight();
                    Team.Run(Pool, 2, default, [SlowAtTheEnd], [2]);
                    rounds++;
                    Thread.Sleep(0);
                }
                catch (ThreadInterruptedException)
                {
                    interrupts++;
                }
                catch (Exception exception)
                {
                    failure = exception;
                    return;
                }
            }
        });
        new Work(blocks: 300, seed: 1).Run(threads: 8);
        caller.Start();
        for (var time = 0; time < 300; time++)
        {
            caller.Interrupt();
            Thread.Sleep(1);
        }

        Volatile.Write(ref stop, true);
        Assert.True(caller.Join(TimeSpan.FromMinutes(1)), "the caller hangs");
        Assert.Null(failure);
        Assert.True(rounds > 0 && interrupts > 0);
    }

    [Fact]
    public void Workers_are_background_threads_with_a_name()
    {
        // The chunks wait for each other, so another thread than the caller's must come.
        var arrived = new int[2];
        Team.Run(Pool, 2, new KernelOperands { R0 = ref As(arrived) }, [MeetAnother], [2]);
        Assert.Equal([1, 1], arrived);
    }

    private static void CallOften(WorkerPool pool, int seed)
    {
        var random = new Random(seed);
        for (var call = 0; call < 300; call++)
        {
            var work = new Work(random.Next(1, 100), seed) { Pool = pool };
            var threads = random.Next(1, 70);
            if (call % 5 == 0)
            {
                var block = (nuint)random.Next(work.Blocks);
                Assert.Throws<TimeZoneNotFoundException>(() => work.Run(threads, WithFault, block));
            }

            work.Run(threads);
            work.RequireRight();
        }
    }

    private static void AddEpsilon(in KernelPointers pointers, nuint from, nuint to, nuint slot)
    {
        for (var element = from * BlockLength; element < to * BlockLength; element++)
        {
            Unsafe.Add(ref pointers.Float(Outputs), element) =
                Unsafe.Add(ref pointers.Float(Inputs), element) + (float)pointers.Epsilon;
        }
    }

    // Backwards, so that a chunk needs what other chunks did in the step before.
    private static void SumBlocks(in KernelPointers pointers, nuint from, nuint to, nuint slot)
    {
        for (var block = from; block < to; block++)
        {
            var source = pointers.Outer - 1 - block;
            var sum = 0.0;
            for (nuint element = 0; element < BlockLength; element++)
            {
                sum += Unsafe.Add(ref pointers.Float(Outputs), (source * BlockLength) + element);
            }

            Unsafe.Add(ref pointers.Double(Sums), source) = sum;
        }
    }

    private static void Total(in KernelPointers pointers, nuint from, nuint to, nuint slot)
    {
        for (var result = from; result < to; result++)
        {
            var sum = 0.0;
            for (nuint block = 0; block < pointers.Outer; block++)
            {
                sum += Unsafe.Add(ref pointers.Double(Sums), block);
            }

            Unsafe.Add(ref pointers.Double(Totals), result) = sum * (result + 1);
        }
    }

    private static void Fault(in KernelPointers pointers, nuint from, nuint to, nuint slot)
    {
        if (from <= pointers.Inner && pointers.Inner < to)
        {
            throw new TimeZoneNotFoundException();
        }
    }

    private static void NoteChunk(in KernelPointers pointers, nuint from, nuint to, nuint slot) =>
        Interlocked.Add(ref Unsafe.Add(ref Unsafe.As<float, int>(ref pointers.Float(0)), from), (int)to);

    private static void Never(in KernelPointers pointers, nuint from, nuint to, nuint slot) =>
        throw new InvalidOperationException();

    private static void TakeSlot(in KernelPointers pointers, nuint from, nuint to, nuint slot)
    {
        Assert.True(slot < pointers.Outer);
        ref var taken = ref Unsafe.Add(ref Unsafe.As<float, int>(ref pointers.Float(0)), slot);
        Assert.Equal(0, Interlocked.Exchange(ref taken, 1));
        Thread.SpinWait(100);
        Volatile.Write(ref taken, 0);
    }

    private static void RunAnother(in KernelPointers pointers, nuint from, nuint to, nuint slot)
    {
        var work = new Work(blocks: 20, seed: (int)from);
        work.Run(threads: 4);
        work.RequireRight();
    }

    private static void RequireOperands(in KernelPointers pointers, nuint from, nuint to, nuint slot)
    {
        for (var index = 0; index < 16; index++)
        {
            Assert.Equal(index == 14, Unsafe.IsNullRef(ref pointers.Float(index)));
            Assert.Equal(index == 14, Unsafe.IsNullRef(ref pointers.Double(index)));
            if (index != 14)
            {
                Assert.Equal(index, pointers.Float(index));
                Assert.Equal(index + 1, BitConverter.Int32BitsToSingle(
                    (int)(BitConverter.DoubleToInt64Bits(pointers.Double(index)) >> 32)));
            }
        }

        Assert.Equal(0.25, pointers.Epsilon);
        Assert.Equal((nuint)3, pointers.Outer);
        Assert.Equal((nuint)5, pointers.Inner);
    }

    // Longer than a caller spins and yields; no wait in it can be interrupted.
    private static void SlowAtTheEnd(in KernelPointers pointers, nuint from, nuint to, nuint slot)
    {
        var until = Environment.TickCount64 + (from == 0 ? 0 : 30);
        while (Environment.TickCount64 < until)
        {
            Thread.SpinWait(100);
        }
    }

    private static void MeetAnother(in KernelPointers pointers, nuint from, nuint to, nuint slot)
    {
        ref var arrived = ref Unsafe.As<float, int>(ref pointers.Float(0));
        Volatile.Write(ref Unsafe.Add(ref arrived, from), 1);
        Assert.True(SpinWait.SpinUntil(OtherArrived(pointers, (int)(1 - from)), TimeSpan.FromMinutes(1)), "nobody came");
        var thread = Thread.CurrentThread;
        Assert.True(thread.Name != "NormGen worker" || thread.IsBackground);
    }

    private static Func<bool> OtherArrived(KernelPointers pointers, int other) =>
        () => Volatile.Read(ref Unsafe.Add(ref Unsafe.As<float, int>(ref pointers.Float(0)), other)) == 1;

    private static ref float As(int[] numbers) => ref Unsafe.As<int, float>(ref numbers[0]);

    /// <summary>Three steps that each need all of the one before.</summary>
    private sealed class Work
    {
        private readonly float[] input;
        private readonly double[] sums;

        public Work(int blocks, int seed)
        {
            Blocks = blocks;
            var random = new Random(seed);
            input = [.. Enumerable.Range(0, blocks * BlockLength).Select(_ => random.NextSingle())];
            Output = new float[input.Length];
            sums = new double[blocks];
        }

        public WorkerPool Pool { get; init; } = TeamTests.Pool;

        public int Blocks { get; }

        public float[] Output { get; }

        public double[] Result { get; } = new double[5];

        public void Run(int threads) => Run(threads, Steps, 0);

        public void Run(int threads, KernelStep[] steps, nuint inner)
        {
            var operands = new KernelOperands(0.5, (nuint)Blocks, inner)
            {
                R0 = ref input[0],
                R1 = ref Output[0],
                R2 = ref MemoryMarshal.Cast<double, float>(sums.AsSpan())[0],
                R3 = ref MemoryMarshal.Cast<double, float>(Result.AsSpan())[0],
            };
            Team.Run(Pool, threads, operands, steps, [(nuint)Blocks, (nuint)Blocks, (nuint)Result.Length]);
        }

        public void RequireRight()
        {
            var total = 0.0;
            foreach (var block in input.Chunk(BlockLength))
            {
                total += block.Aggregate(0.0, (sum, value) => sum + (value + 0.5f));
            }

            Assert.Equal(Enumerable.Range(1, Result.Length).Select(factor => total * factor), Result);
        }
    }
}
