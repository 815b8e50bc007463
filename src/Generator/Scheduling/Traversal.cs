using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Elements;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// How memory is walked to carry out a program: channel by channel where a channel's elements lie side by side
/// (<see cref="PlaneTraversal"/>), row by row where neighbouring channels do (<see cref="RowTraversal"/>).
/// </summary>
internal abstract class Traversal(KernelPlan plan)
{
    /// <summary>Gamma's and beta's.</summary>
    private const int GradientsPerChannel = 2;

    /// <summary>The number inside the square root, as functions call it.</summary>
    public const string Epsilon = "epsilon";

    protected static readonly Index Outer = Index.Named("outer");

    /// <summary>The first piece that a step is to do.</summary>
    protected static readonly Index From = Index.Named(Function.From);

    /// <summary>The piece that a step is to stop before.</summary>
    protected static readonly Index To = Index.Named(Function.To);

    protected KernelPlan Plan { get; } = plan;

    /// <summary>The shift that statistics are taken about.</summary>
    protected Coefficient Shift { get; } = MomentsRecipe.Shift(Catalogue.Of(plan.Spec.Kind));

    protected Element Element { get; } = Catalogue.Of(plan.Spec.Element);

    public static Traversal Of(KernelPlan plan) => plan.Numeric.ChannelsLast ? new RowTraversal(plan) : new PlaneTraversal(plan);

    /// <summary>Carries out the programs of a kernel.</summary>
    public IReadOnlyList<Routine> Build(IReadOnlyList<KernelProgram> programs)
    {
        IReadOnlyList<Region> buffers = [.. programs.SelectMany(program => program.Buffers).Distinct()];
        return [.. programs.Select(program => Build(program, buffers))];
    }

    /// <summary>Lines for the reader of the generated file: how the passes go over memory.</summary>
    public abstract IEnumerable<string> Describe();

    /// <summary>A run of elements in words: <c>49 elements (3 vectors and 1 lane)</c>.</summary>
    protected static string Elements(int count)
    {
        var (vectors, lanes) = (count / Value.Lanes, count % Value.Lanes);
        var rest = lanes == 1 ? "1 lane" : $"{lanes} lanes";
        return $"{count} elements ({(vectors == 0 ? rest : lanes == 0 ? Vectors(vectors) : $"{Vectors(vectors)} and {rest}")})";
    }

    protected static string Vectors(int count) => count == 1 ? "1 vector" : $"{count} vectors";

    /// <summary>The steps of a program.</summary>
    protected abstract IEnumerable<Step> Steps(KernelProgram program);

    /// <summary>Where the gradients that a sample adds to a parameter's begin.</summary>
    public static Index PartialAt(NumericPlan plan, Index sample, int number) => ((sample * GradientsPerChannel) + number) * plan.ChannelPitch;

    /// <summary>Adds up, in the order of samples, what each of them has for the parameters' gradients; sixteen channels a piece.</summary>
    protected void MergePartials(IrBuilder b, IReadOnlyList<Region> gradients) =>
        b.LaneLoop("channel", From * Value.Lanes, To * Value.Lanes, channel =>
        {
            for (var number = 0; number < gradients.Count; number++)
            {
                var total = b.Accumulator("total", IrType.Doubles);
                b.Loop("sample", 0, Outer, 1, sample =>
                    b.Assign(total, total + b.Load(Scratch.Partials, PartialAt(Plan.Numeric, sample, number) + channel, IrType.Doubles)));
                b.Store(gradients[number], channel, b.Narrow(total));
            }
        });

    /// <summary>Computes what a map gives for loaded tensors, then stores it: all outputs after all that they depend on.</summary>
    public static void StoreMapped(
        IrBuilder b,
        MapStage map,
        IReadOnlyDictionary<Region, Value> loaded,
        IReadOnlyDictionary<Coefficient, Value> coefficients,
        Index at,
        Index? count)
    {
        var values = map.Values(new ElementScope(b, t => loaded[t], c => coefficients[c]));
        for (var i = 0; i < values.Count; i++)
        {
            Catalogue.Of(map.Outputs[i].Element).Store(b, map.Outputs[i], at, values[i], count);
        }
    }

    private Routine Build(KernelProgram program, IReadOnlyList<Region> buffers)
    {
        IReadOnlyList<string> sizes = !program.TakesSizes ? [] : Plan.TakesInner ? ["outer", "inner"] : ["outer"];
        IReadOnlyList<string> scalars = program.TakesEpsilon ? [Epsilon, .. program.Scalars] : program.Scalars;
        var steps = Steps(program).Select(step => Write(step, buffers, program.Scalars, sizes));
        return new(program.Name, program.Summary, program.Buffers, scalars, sizes, [.. steps]);
    }

    /// <summary>The code of a step, which takes what it uses of all that the kernel's routines are given.</summary>
    private static Function Write(Step step, IReadOnlyList<Region> buffers, IReadOnlyList<string> scalars, IReadOnlyList<string> sizes)
    {
        IReadOnlyList<string> pieces = step.Pieces is null ? [] : step.NeedsSlot ? [Function.From, Function.To, Function.Slot] : [Function.From, Function.To];
        var builder = new IrBuilder([.. buffers.Select(buffer => buffer.Name), .. sizes, .. pieces]);
        var epsilon = builder.Parameter(Epsilon);
        foreach (var scalar in scalars)
        {
            builder.Parameter(scalar);
        }

        step.Emit(builder, epsilon);
        var body = DeadCode.Remove(builder.Statements);
        var (used, named, uses) = (Statements.Regions(body), Statements.Names(body), Statements.Uses(body));
        return new(
            step.Name,
            [.. buffers.Where(used.Contains)],
            [.. builder.Parameters.Where(uses.ContainsKey)],
            [.. sizes.Where(named.Contains), .. pieces],
            step.Pieces,
            body);
    }

    /// <summary>A part of a program that must be whole before the next begins.</summary>
    /// <param name="Name">The name of its function; steps of one name are the same, whichever program they are part of.</param>
    /// <param name="Pieces">How many pieces it has, each done in the same way in whatever company; null where it is done whole.</param>
    /// <param name="Emit">Writes its code: where it has pieces, for those between <see cref="From"/> and <see cref="To"/>.</param>
    protected sealed record Step(string Name, Index? Pieces, Action<IrBuilder, Value> Emit)
    {
        /// <summary>Whether its code uses scratch memory, of which each thread then has its own: that of the size <c>slot</c>.</summary>
        public bool NeedsSlot { get; init; }
    }
}
