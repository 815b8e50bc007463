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
    /// <summary>Scratch for sums between passes, where they do not fit registers.</summary>
    protected static readonly Region Sums = new("sums", IsDouble: true);

    /// <summary>Coefficients from or for the caller, and between passes.</summary>
    protected static readonly Region Coefficients = new("coefficients");

    protected static readonly Index Outer = Index.Named("outer");

    protected KernelPlan Plan { get; } = plan;

    /// <summary>The shift that statistics are taken about.</summary>
    protected Coefficient Shift { get; } = MomentsRecipe.Shift(Catalogue.Of(plan.Spec.Kind));

    protected Element Element { get; } = Catalogue.Of(plan.Spec.Element);

    public static Traversal Of(KernelPlan plan) => plan.Numeric.ChannelsLast ? new RowTraversal(plan) : new PlaneTraversal(plan);

    /// <summary>The sizes that the kernel is told at the call.</summary>
    public static IReadOnlyList<string> Sizes(KernelPlan plan) => plan.Numeric.Inner is null ? ["outer", "inner"] : ["outer"];

    /// <summary>Carries a program out.</summary>
    public Function Build(KernelProgram program)
    {
        var computes = !program.OnlyMaps;
        var reduces = computes && !program.OnlyPrepares;
        var buffers = program.Regions.Concat(reduces ? [Sums, Coefficients] : [Coefficients]).ToList();
        var sizes = program.OnlyPrepares ? [] : Sizes(Plan);
        var builder = new IrBuilder(buffers.Select(buffer => buffer.Name).Concat(sizes));
        var epsilon = builder.Parameter("epsilon");
        Emit(builder, program, epsilon);
        return new Function(
            program.Name,
            program.Summary,
            buffers,
            computes ? [epsilon] : [],
            sizes,
            DeadCode.Remove(builder.Statements));
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

    protected abstract void Emit(IrBuilder b, KernelProgram program, Value epsilon);
}
