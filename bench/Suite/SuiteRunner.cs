using System.Collections.Generic;
using System.Linq;
using NormGen.Bench.Memory;
using NormGen.Bench.Peers;
using NormGen.Bench.Timing;
using Spectre.Console;

namespace NormGen.Bench.Suite;

/// <summary>Measures rows, one after the other, everyone who takes part in a row turn by turn.</summary>
/// <param name="sampler">Takes the times.</param>
/// <param name="unaligned">Whether tensors lie as a user's slices may, or on page boundaries.</param>
/// <param name="threads">How many threads the layers may use; copies use one.</param>
internal sealed class SuiteRunner(Sampler sampler, bool unaligned, int threads)
{
    // The best of the copies is the scale; the peers are measured on it.
    private static readonly IPeer[] Copies = [new SpanCopy(), new VectorCopy()];
    private readonly IPeer[] peers = [new GeneratedKernel(threads)];

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

    private Measurement Measure(Row row)
    {
        var workload = new Workload(row, new TensorAllocator(unaligned));
        var copies = Enter(Copies, workload);
        var entrants = Enter(peers, workload);
        var samples = sampler.Run([.. copies.Concat(entrants).Select(entrant => entrant.Contender)]);
        return Measurement.From(row, samples[..copies.Length], [.. entrants.Select(e => e.Name).Zip(samples[copies.Length..])]);
    }

    private static (string Name, IContender Contender)[] Enter(IPeer[] peers, Workload workload) =>
    [
        .. from peer in peers
           let contender = peer.Enter(workload)
           where contender is not null
           select (peer.Name, contender),
    ];
}
