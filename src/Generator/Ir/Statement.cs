using System.Collections.Generic;

namespace NormGen.Generator.Ir;

/// <summary>A step of a kernel. Flat operations, structured loops; a block is a list of these.</summary>
internal abstract record Statement;

/// <summary><c>target = op(arguments)</c>.</summary>
internal sealed record Let(Value Target, Op Op, IReadOnlyList<Value> Arguments) : Statement;

/// <summary><c>target = function(arguments)</c>, a method of the user's that works lane by lane.</summary>
internal sealed record LetCall(Value Target, string Function, IReadOnlyList<Value> Arguments) : Statement;

/// <summary><c>target</c> is a number known at compile time, in every lane.</summary>
internal sealed record LetConstant(Value Target, double Number) : Statement;

/// <summary><c>target</c> is an integer as a double.</summary>
internal sealed record LetNumber(Value Target, Index Number) : Statement;

/// <summary>Lanes before <c>Count</c> take <c>First</c>, the others <c>Rest</c>; <c>LaneOffset</c> is the lane of lane 0.</summary>
internal sealed record LetFirst(Value Target, Index Count, Value First, Value Rest, int LaneOffset = 0) : Statement;

/// <summary>A name for an integer expression.</summary>
internal sealed record LetIndex(string Name, Index Number) : Statement;

/// <summary>Gives a variable a new value, or its first.</summary>
internal sealed record Assign(Value Variable, Value Source, bool Declares = false) : Statement;

/// <summary>
/// Reads one element or sixteen. With a <c>Count</c> only the lanes before it are read and the others come from <c>Fill</c>;
/// nothing beyond the count is touched in memory.
/// </summary>
internal sealed record Load(Value Target, Region Region, Index At, Index? Count = null, Value? Fill = null) : Statement;

/// <summary>Writes one element or sixteen, or the first <c>Count</c> of sixteen.</summary>
internal sealed record Store(Region Region, Index At, Value Source, Index? Count = null) : Statement;

/// <summary><c>for (variable = From; variable &lt; To; variable += Step)</c>.</summary>
internal record Loop(string Variable, Index From, Index To, Index Step, IReadOnlyList<Statement> Body) : Statement;

/// <summary>
/// A loop over whole vectors in which no lane minds another: the variable is where the vector's elements lie, and nothing
/// is carried from one vector to the next. Machines may walk it in registers of their own, which is less code than sixteen lanes
/// cut into several.
/// </summary>
internal sealed record LaneLoop(string Variable, Index From, Index To, IReadOnlyList<Statement> Body)
    : Loop(Variable, From, To, Value.Lanes, Body);

/// <summary>Runs the body if the flag is not set.</summary>
internal sealed record Unless(Value Flag, IReadOnlyList<Statement> Body) : Statement;

/// <summary>Runs the body if the integer is not zero.</summary>
internal sealed record WhenNonZero(Index Number, IReadOnlyList<Statement> Body) : Statement;

/// <summary>
/// Ends a stretch of vector code that lowering may walk register part by register part: between two seams each part of a wide
/// vector is finished before the next is begun, so that narrow register files do not spill.
/// </summary>
internal sealed record Seam : Statement;

/// <summary>A line for the reader.</summary>
internal sealed record Comment(string Text) : Statement;

/// <summary>Code of a kernel: buffers by reference, then doubles, then sizes.</summary>
/// <param name="Pieces">
/// How many pieces there are, where the code does those between the sizes <c>from</c> and <c>to</c>: they may be done in any
/// grouping, by any number of threads. Null where it does all there is.
/// </param>
internal sealed record Function(
    string Name,
    IReadOnlyList<Region> Regions,
    IReadOnlyList<Value> Scalars,
    IReadOnlyList<string> Sizes,
    Index? Pieces,
    IReadOnlyList<Statement> Body)
{
    /// <summary>The size that names the first piece to do.</summary>
    public const string From = "from";

    /// <summary>The size that names the piece to stop before.</summary>
    public const string To = "to";

    /// <summary>The size that tells which of the threads at work it is, from 0 on.</summary>
    public const string Slot = "slot";
}
