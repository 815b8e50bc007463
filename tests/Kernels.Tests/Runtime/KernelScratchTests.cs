using System;
using System.Linq;
using System.Threading;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

/// <summary>Scratch memory of passes that many threads run at once.</summary>
public class KernelScratchTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 7)]
    [InlineData(7, 0)]
    [InlineData(1, 1)]
    [InlineData(100, 37)]
    public void It_is_as_much_as_was_asked_for(int sums, int coefficients)
    {
        foreach (var threads in new[] { 1, 2, 64, int.MaxValue })
        {
            var slots = Team.Slots(threads);
            using var scratch = KernelScratch.Rent(new Workspace(sums, coefficients), threads);
            Assert.Equal((sums * slots, coefficients * slots), (scratch.Sums.Length, scratch.Coefficients.Length));
            RequireApart(scratch, 1);
        }
    }

    [Fact]
    public void More_than_an_array_holds_is_refused() =>
        Assert.Throws<OverflowException>(() => KernelScratch.Rent(new Workspace(int.MaxValue, int.MaxValue), 1).Dispose());

    [Fact]
    public void Nothing_is_allocated_once_it_is_warm()
    {
        Use(new Workspace(1000, 10));
        Use(new Workspace(10, 3000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var size = 1; size < 1000; size++)
        {
            Use(new Workspace(size, 3));
            Use(new Workspace(3, size));
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_second_rent_has_other_memory()
    {
        using var first = KernelScratch.Rent(new Workspace(5, 5), 1);
        Fill(first, 1);
        using (var second = KernelScratch.Rent(new Workspace(5, 5), 1))
        {
            Fill(second, 2);
        }

        using var third = KernelScratch.Rent(new Workspace(500, 5), 1);
        Fill(third, 3);
        Assert.False(first.Sums.ContainsAnyExcept(1) || first.Coefficients.ContainsAnyExcept(1));
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        Exception? failure = null;
        var threads = Enumerable.Range(1, 8).Select(number => new Thread(() =>
        {
            try
            {
                for (var time = 0; time < 1000; time++)
                {
                    using var scratch = KernelScratch.Rent(new Workspace(number, 9 - number), 1);
                    RequireApart(scratch, number);
                }
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Null(failure);
    }

    [Fact]
    public void What_was_never_rented_can_be_disposed()
    {
        Use(new Workspace(50, 0));
        default(KernelScratch).Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Use(new Workspace(50, 0));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Use(Workspace workspace)
    {
        using var scratch = KernelScratch.Rent(workspace, 1);
        Fill(scratch, 1);
    }

    private static void Fill(KernelScratch scratch, int number)
    {
        scratch.Sums.Fill(number);
        scratch.Coefficients.Fill(number);
    }

    private static void RequireApart(KernelScratch scratch, int number)
    {
        scratch.Sums.Fill(number);
        scratch.Coefficients.Fill(-number);
        Assert.False(scratch.Sums.ContainsAnyExcept(number) || scratch.Coefficients.ContainsAnyExcept(-number));
    }
}
