extern alias generator;

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using generator::NormGen.Generator.Isas;
using NormGen.Runtime;

namespace NormGen.Kernels.Tests.Mutants;

/// <summary>
/// Makes mistakes in kernels, one at a time, and tells which of them the tests do not see: those of the IR in the portable code, which has a name for every lane, and those of
/// the rows in every instruction set that runs here.
/// </summary>
internal static class MutantSurvey
{
    public const string Argument = "--mutants";

    private static readonly string[] Attributes =
    [
        "[BatchNorm(3, Layout = Layout.NHWC)]",
        "[BatchNorm(20, Layout = Layout.NHWC, Height = 3, Width = 3, Residual = true, Activation = Activation.Relu)]",
        "[BatchNorm(5)]",
        "[BatchNorm(16, Height = 7, Width = 7)]",
        "[BatchNorm(3, Height = 9, Width = 11, Activation = Activation.HardSwish)]",
        "[BatchNorm(33, Layout = Layout.NC, Affine = false)]",
        "[GroupNorm(2, 6, Height = 5, Width = 5)]",
        "[GroupNorm(4, 32, Layout = Layout.NHWC)]",
        "[InstanceNorm(16, Height = 5, Width = 5, Residual = true)]",
        "[InstanceNorm(7, Layout = Layout.NHWC, Activation = Activation.Silu)]",
        "[LayerNorm(40)]",
        "[LayerNorm(100, PreAdd = true)]",
        "[RmsNorm(70, UnitOffset = true)]",
        "[LayerNorm(300, Activation = Activation.Tanh)]",
        "[RmsNorm(24, Passes = Passes.Inference, Quantization = Quantization.SByte)]",
    ];

    /// <summary>Runs a survey from the command line: how many mutants, and the seed that chooses them.</summary>
    public static async Task<int> Run(string[] args)
    {
        int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;
        var clock = Stopwatch.StartNew();
        var found = await Run(Number(0, 360), Number(1, 1), CancellationToken.None);
        var fates = found.GroupBy(mutant => mutant.Fate).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}");
        Console.WriteLine($"{found.Count} mutants in {clock.Elapsed.TotalSeconds:F0} s: {string.Join(", ", fates)}");
        foreach (var (mutant, fate) in found.Where(mutant => mutant.Fate is Fate.OtherBits or Fate.SameBits).OrderBy(mutant => mutant.Fate))
        {
            Console.WriteLine($"{fate,-10} {mutant.Subject.Attribute}: {mutant.What}");
        }

        return 0;
    }

    /// <summary>The mistakes in rows of an instruction set that no kernel shows, of a few that use the row, and how many there are in all.</summary>
    public static async Task<(int Count, IReadOnlyCollection<string> Unseen)> UnseenRows(InstructionSet isa, CancellationToken cancellation)
    {
        const int Kernels = 6;
        var mistakes = InRows(Subjects(cancellation), isa, new Random(1), Kernels).GroupBy(mutant => mutant.What).ToArray();
        var unseen = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        await Parallel.ForEachAsync(mistakes, options, async (mistake, token) =>
        {
            foreach (var mutant in mistake)
            {
                if (await mutant.Try(sound: 0, token) == Fate.Killed)
                {
                    return;
                }
            }

            unseen.Add(mistake.Key);
        });
        return (mistakes.Length, unseen);
    }

    /// <summary>Chooses mutants and runs them.</summary>
    private static async Task<IReadOnlyCollection<(Mutant Mutant, Fate Fate)>> Run(int count, int seed, CancellationToken cancellation)
    {
        var random = new Random(seed);
        var subjects = Subjects(cancellation);
        var portable = InstructionSets.All[^1];
        var inIr = subjects.Select(subject => Shuffled(random, InIr(subject, portable))).ToArray();

        // A tenth of the mistakes are in rows. Kernels take turns, so that small ones are not lost among large ones.
        var chosen = Shuffled(random, InstructionSets.All.Where(Runs).SelectMany(isa => InRows(subjects, isa, random))).Take((count + 9) / 10).ToList();
        for (var turn = 0; chosen.Count < count; turn++)
        {
            chosen.AddRange(inIr.Where(mutants => turn < mutants.Length).Select(mutants => mutants[turn]).Take(count - chosen.Count));
        }

        return await Run(chosen, cancellation);
    }

    private static Subject[] Subjects(CancellationToken cancellation) => [.. Attributes.SelectMany(attribute => Subject.Of(attribute, cancellation))];

    private static async Task<IReadOnlyCollection<(Mutant Mutant, Fate Fate)>> Run(IReadOnlyList<Mutant> mutants, CancellationToken cancellation)
    {
        var sound = new ConcurrentDictionary<Subject, Lazy<Task<ulong>>>();
        var found = new ConcurrentBag<(Mutant, Fate)>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        await Parallel.ForEachAsync(mutants, options, async (mutant, token) =>
        {
            var hash = await sound.GetOrAdd(mutant.Subject, subject => new(() => HashOf(subject, InstructionSets.All[^1], token))).Value;
            found.Add((mutant, await mutant.Try(hash, token)));
        });
        return found;
    }

    private static IEnumerable<Mutant> InIr(Subject subject, InstructionSet isa) => subject.Functions(isa).SelectMany(Mutation.Of).Select(mutation =>
        new Mutant(subject, mutation.What, kernelNamespace => subject.Text(isa, mutation.Function, kernelNamespace)));

    /// <summary>Mistakes in rows, each in a few kernels that the row is used in.</summary>
    private static IEnumerable<Mutant> InRows(Subject[] subjects, InstructionSet isa, Random random, int kernels = 1) =>
        from wrong in MutatedRows.Of(isa)
        let users = subjects.Where(subject => subject.Text(wrong.Isa, null, "Any") != subject.Text(isa, null, "Any")).ToArray()
        from subject in Shuffled(random, users).Take(kernels)
        select new Mutant(subject, wrong.What, kernelNamespace => subject.Text(wrong.Isa, null, kernelNamespace));

    private static T[] Shuffled<T>(Random random, IEnumerable<T> items)
    {
        T[] all = [.. items];
        random.Shuffle(all);
        return all;
    }

    private static async Task<ulong> HashOf(Subject subject, InstructionSet isa, CancellationToken cancellation)
    {
        var result = await Mutant.Run(subject, kernelNamespace => subject.Text(isa, null, kernelNamespace), cancellation);
        return result is { Error: "" } ? result.Hash : throw new InvalidOperationException($"{subject.Attribute} is wrong without a mistake: {result?.Error}");
    }

    private static bool Runs(InstructionSet isa) => isa.Name switch
    {
        "Avx512" => KernelTiers.Avx512,
        "Avx2" => KernelTiers.Avx2,
        _ => true,
    };
}
