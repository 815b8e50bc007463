using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Bench.Memory;
using NormGen.Bench.Peers;
using NormGen.Bench.Peers.Copies;
using NormGen.Bench.Peers.Managed;
using NormGen.Bench.Timing;
using Spectre.Console;

namespace NormGen.Bench.Suite;

/// <summary>Measures rows, one after the other, everyone who takes part in a row turn by turn.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="libraries">Whom to compare with.</param>
internal sealed class SuiteRunner(SuiteOptions options, IReadOnlyList<IPeer> libraries)
{
    // The best of the copies is the scale; the peers are measured on it.
    private static readonly IPeer[] Copies = [new SpanCopy(), new VectorCopy()];

    private readonly Sampler sampler = new(options.Budget);
    private readonly IPeer[] peers =
        [new GeneratedKernel(), .. options.InPlace ? [new GeneratedKernelInPlace()] : Array.Empty<IPeer>(), .. libraries];

    public IReadOnlyList<Measurement> Run(IReadOnlyList<Row> rows)
    {
        var measurements = new List<Measurement>();
        var bar = AnsiConsole.Progress().AutoClear(true);
        bar.Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new RemainingTimeColumn()).Start(context =>
        {
            var progress = context.AddTask("suite", maxValue: rows.Count);
            foreach (var row in rows)
            {
                progress.Description = Markup.Escape(row.ToString());
                measurements.Add(Measure(row));
                progress.Increment(1);
            }
        });
        return measurements;
    }

    private static Role RoleOf(IPeer peer) => peer switch
    {
        GeneratedKernel => Role.Kernel,
        GeneratedKernelInPlace => Role.Variant,
        ReferencePeer => Role.Reference,
        _ => Role.Peer,
    };

    private static List<Entrant> Enter(IEnumerable<IPeer> peers, Workload workload) =>
    [
        .. from peer in peers
           let contender = peer.Enter(workload)
           where contender is not null
           select new Entrant(peer, contender),
    ];

    private Measurement Measure(Row row)
    {
        var workload = new Workload(row, new TensorAllocator(options.Unaligned), options.Threads);
        var copies = Enter(Copies, workload);
        var entrants = Agreeing(row, Enter(peers, workload));
        var samples = sampler.Run([.. copies.Concat(entrants).Select(entrant => entrant.Contender)]);
        entrants.ForEach(entrant => entrant.Contender.Leave());
        GC.KeepAlive(workload);
        return Measurement.From(
            row,
            Target.Of(row, options),
            samples[..copies.Count],
            [.. entrants.Zip(samples[copies.Count..], (entrant, times) => (entrant.Peer.Name, RoleOf(entrant.Peer), times))]);
    }

    /// <summary>Those whose result is the kernel's, but for rounding; to time another computation would mean nothing.</summary>
    private static List<Entrant> Agreeing(Row row, List<Entrant> entrants)
    {
        entrants[0].Contender.Time(1);
        var expected = entrants[0].Contender.Result().ToArray();
        var (agreeing, others) = (entrants[..1], entrants[1..]);
        foreach (var entrant in others)
        {
            entrant.Contender.Time(1);
            if (RoleOf(entrant.Peer) == Role.Variant || Agreement.Holds(expected, entrant.Contender.Result()))
            {
                agreeing.Add(entrant);
            }
            else
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{entrant.Peer.Name} computes something else at {row}: left out.[/]");
                entrant.Contender.Leave();
            }
        }

        return agreeing;
    }

    private sealed record Entrant(IPeer Peer, IContender Contender);
}
